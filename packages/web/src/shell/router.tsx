// Which address shows which page. Pages are loaded when they are first needed.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Broken, NotFound } from "./Broken";
import { JoinPage } from "./JoinPage";
import { Layout } from "./Layout";
import { MorePage } from "./MorePage";

/** What an address may carry behind its question mark: texts only. Everything else is left out. */
type Search = { readonly [key in SearchKey]?: string };
const SEARCH_KEYS = ["why", "item", "place", "text", "state", "can", "unit", "period", "view", "kind"] as const;
type SearchKey = (typeof SEARCH_KEYS)[number];

function readSearch(given: Record<string, unknown>): Search {
  const texts = SEARCH_KEYS.flatMap((key) => {
    const value = given[key];
    return typeof value === "string" || typeof value === "number" ? [[key, String(value).slice(0, 500)] as const] : [];
  });
  return Object.fromEntries(texts);
}

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound, errorComponent: Broken, validateSearch: readSearch });
const parent = { getParentRoute: () => root };
const routes = [
  createRoute({ ...parent, path: "/", component: lazyRouteComponent(() => import("../region/RegionPage"), "RegionPage") }),
  createRoute({ ...parent, path: "/needs", component: lazyRouteComponent(() => import("../needs/NeedsPage"), "NeedsPage") }),
  createRoute({ ...parent, path: "/needs/new", component: lazyRouteComponent(() => import("../needs/StateNeedPage"), "StateNeedPage") }),
  createRoute({ ...parent, path: "/needs/$id", component: lazyRouteComponent(() => import("../needs/NeedPage"), "NeedPage") }),
  createRoute({
    ...parent,
    path: "/needs/$id/change",
    component: lazyRouteComponent(() => import("../needs/ChangeNeedPage"), "ChangeNeedPage"),
  }),
  createRoute({ ...parent, path: "/plan", component: lazyRouteComponent(() => import("../plans/PlanPage"), "PlanPage") }),
  createRoute({ ...parent, path: "/plans/$number", component: lazyRouteComponent(() => import("../plans/PlanPage"), "PlanPage") }),
  createRoute({ ...parent, path: "/designs", component: lazyRouteComponent(() => import("../designs/DesignsPage"), "DesignsPage") }),
  createRoute({ ...parent, path: "/designs/$id", component: lazyRouteComponent(() => import("../designs/DesignPage"), "DesignPage") }),
  createRoute({
    ...parent,
    path: "/workshops",
    component: lazyRouteComponent(() => import("../workshops/WorkshopsPage"), "WorkshopsPage"),
  }),
  createRoute({
    ...parent,
    path: "/workshops/$id",
    component: lazyRouteComponent(() => import("../workshops/WorkshopPage"), "WorkshopPage"),
  }),
  createRoute({
    ...parent,
    path: "/workshops/$id/correct",
    component: lazyRouteComponent(() => import("../workshops/CorrectPage"), "CorrectPage"),
  }),
  createRoute({
    ...parent,
    path: "/workshops/$id/sheet",
    component: lazyRouteComponent(() => import("../workshops/WorkSheet"), "WorkSheet"),
  }),
  createRoute({ ...parent, path: "/log", component: lazyRouteComponent(() => import("../worklog/LogPage"), "LogPage") }),
  createRoute({ ...parent, path: "/hand-over", component: lazyRouteComponent(() => import("../worklog/HandOverPage"), "HandOverPage") }),
  createRoute({ ...parent, path: "/stock", component: lazyRouteComponent(() => import("../stock/StockPage"), "StockPage") }),
  createRoute({ ...parent, path: "/more", component: MorePage }),
  createRoute({ ...parent, path: "/join", component: JoinPage }),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: /^\/c\/[^/]+/.exec(location.pathname)?.[0] ?? "/",
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
