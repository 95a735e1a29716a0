// Builds the pages into dist/, and serves them with the API of a running program while they are worked on.

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `commonwright up` answers while the pages are worked on with `npx vite packages/web`. */
const API = process.env["COMMONWRIGHT_API"] ?? "http://127.0.0.1:4000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", sourcemap: false },
  server: {
    proxy: Object.fromEntries(
      ["/graphql", "/events", "/c/", "/map.json", "/plans/"].map((path) => [
        path,
        { target: API, changeOrigin: true, headers: { origin: API } },
      ]),
    ),
  },
});
