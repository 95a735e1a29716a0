// The frame around every page: rail or bottom bar, planning, and the connection.

import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Clock, Compass, Hammer, type LucideIcon, Map as MapIcon, Menu, Moon, ScrollText, Sun, Workflow } from "lucide-react";
import { useEffect, useRef } from "react";
import { useLive } from "../api/live";
import { Icon } from "../design/icons";
import { designWords } from "../design/words";
import { useWords } from "../words/useWords";
import { PlanningLine } from "./PlanningLine";
import { chooseTheme, useTheme } from "./theme";
import { shellWords } from "./words";

interface Entry {
  readonly to: string;
  readonly name: "region" | "needs" | "designs" | "plan" | "workshops" | "log" | "more";
  readonly icon: LucideIcon;
}

const REGION: Entry = { to: "/", name: "region", icon: MapIcon };
const NEEDS: Entry = { to: "/needs", name: "needs", icon: ScrollText };
const DESIGNS: Entry = { to: "/designs", name: "designs", icon: Compass };
const PLAN: Entry = { to: "/plan", name: "plan", icon: Workflow };
const WORKSHOPS: Entry = { to: "/workshops", name: "workshops", icon: Hammer };
const LOG: Entry = { to: "/log", name: "log", icon: Clock };
const MORE: Entry = { to: "/more", name: "more", icon: Menu };

/** The page's frame. After a change of page the focus goes to the page's title, so that it is read aloud. */
export function Layout() {
  const words = useWords(shellWords);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const title = main.current?.querySelector<HTMLElement>("h1");
    (title ?? main.current)?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <nav className="rail" aria-label={words.pages}>
        <Mark />
        {[REGION, NEEDS, DESIGNS, PLAN, WORKSHOPS, LOG].map((entry) => (
          <RailLink key={entry.to} entry={entry} isCurrent={isCurrent(entry, path)} />
        ))}
        <div className="rail-foot">
          <ThemeSwitch />
          <RailLink entry={MORE} isCurrent={isCurrent(MORE, path)} />
        </div>
      </nav>
      <div className="page">
        <Connection />
        <PlanningLine />
        <main id="main" className="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <nav className="bottom-bar" aria-label={words.pages}>
        {[REGION, NEEDS, LOG, PLAN, MORE].map((entry) => (
          <RailLink key={entry.to} entry={entry} isCurrent={isCurrent(entry, path)} />
        ))}
      </nav>
    </div>
  );
}

function isCurrent({ to, name }: Entry, path: string): boolean {
  if (to === "/") return path === "/";
  return path === to || path.startsWith(`${to}/`) || (name === "plan" && path.startsWith("/plans/"));
}

function RailLink({ entry, isCurrent }: { readonly entry: Entry; readonly isCurrent: boolean }) {
  const words = useWords(shellWords);
  return (
    <Link to={entry.to} aria-current={isCurrent ? "page" : undefined}>
      <Icon of={entry.icon} size={22} />
      {words[entry.name]}
    </Link>
  );
}

/** Two pieces that fit: one that is there, one that is planned. */
function Mark() {
  return (
    <svg className="mark" width="36" height="18" viewBox="0 0 36 18" aria-hidden>
      <path d="M1 2h17v5h4v6h-4v4H1z" fill="var(--ink)" />
      <path d="M19 2h16v15H19v-3h4V6h-4z" fill="var(--blueprint-wash)" stroke="var(--blueprint)" />
    </svg>
  );
}

function ThemeSwitch() {
  const words = useWords(shellWords);
  const theme = useTheme();
  const next = theme === "dark" ? "light" : "dark";
  return (
    <button type="button" onClick={() => chooseTheme(next)} aria-label={`${words.theme}: ${words[next]}`}>
      <Icon of={theme === "dark" ? Sun : Moon} size={22} />
      {words[next]}
    </button>
  );
}

function Connection() {
  const { isOnline } = useLive();
  const { offline } = useWords(designWords);
  if (isOnline) return null;
  return (
    <div className="strip brass" role="status">
      {offline}
    </div>
  );
}
