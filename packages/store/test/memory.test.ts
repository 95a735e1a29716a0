// The store in memory passes the acceptance suite.
import { openStore } from "../src/index.js";
import { acceptance } from "./acceptance.js";
import { smallProjection } from "./smallLog.js";

acceptance(
  "memory",
  async () => {
    const opened = await openStore({ database: { type: "memory" }, project: smallProjection });
    return { stores: [opened.store, opened.store], close: () => opened.close() };
  },
  { runs: 60 },
);
