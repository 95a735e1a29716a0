// Puts the pages into the document.

import "@fontsource-variable/bricolage-grotesque/standard.css";
import "@fontsource-variable/atkinson-hyperlegible-next";
import "@fontsource/ibm-plex-mono/latin-400.css";
import "./design/tokens.css";
import "./design/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { listen } from "./api/live";
import { queryClient } from "./api/queries";
import { router } from "./shell/router";
import { restoreTheme } from "./shell/theme";
import { languageNow } from "./words/language";

restoreTheme();
document.documentElement.lang = languageNow();
listen(queryClient);
const page = document.getElementById("page");
if (page === null) throw new Error("index.html has no #page");
createRoot(page).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
