// PGlite passes the acceptance suite.
import { openStore } from "../src/index.js";
import { acceptance } from "./acceptance.js";
import { smallProjection } from "./smallLog.js";

acceptance(
  "PGlite in memory",
  async () => {
    const opened = await openStore({ database: { type: "pglite", folder: null }, project: smallProjection });
    return { stores: [opened.store, opened.store], close: () => opened.close() };
  },
  { runs: 20 },
);
