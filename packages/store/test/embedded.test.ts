// The embedded PostgreSQL passes the acceptance suite.
import { openStore } from "../src/index.js";
import { acceptance } from "./acceptance.js";
import { scratchFolders } from "./scratch.js";
import { smallProjection } from "./smallLog.js";

const newFolder = scratchFolders();

acceptance(
  "embedded PostgreSQL",
  async () => {
    const opened = await openStore({ database: { type: "embedded", folder: newFolder() }, project: smallProjection });
    return { stores: [opened.store, opened.store], close: () => opened.close() };
  },
  { runs: 20 },
);
