// A program to be killed: puts a state in the place of what a data folder holds, says how far it is, and ends.
// Arguments: data folder, the mark of the state, the kind of database.

import { openStore } from "@commonwright/store";
import { replaceBy } from "./restoreLog.mjs";

const [folder = "", mark = "", kind] = process.argv.slice(2);
const opened = await openStore({ database: { type: kind === "pglite" ? kind : "embedded", folder } });
await replaceBy(opened.store, mark, (page) => process.stdout.write(`page ${page}\n`));
process.stdout.write("done\n");
await opened.close();
process.exit(0);
