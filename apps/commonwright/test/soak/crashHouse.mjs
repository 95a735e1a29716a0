// The parts that a killed program is made of: of the sources where Node was told so, else of the build.

const isSource = process.execArgv.includes("--conditions=source");

/** @param {string} folder @param {string} name */
const load = (folder, name) =>
  import(new URL(`../../../../${folder}/${isSource ? "src" : "dist"}/${name}.${isSource ? "ts" : "js"}`, import.meta.url).href);

/** @returns {Promise<import("./ledgerScene.mjs").House>} */
export async function loadHouse() {
  const [{ prepared }, { writer, loadState }] = await Promise.all([
    load("apps/commonwright", "community/ledgerCommands"),
    load("apps/commonwright", "community/writer"),
  ]);
  return { prepared, writer, loadState };
}

/**
 * The embedded database of a folder with its tables, and a way to ask it besides the store.
 * @param {string} folder
 */
export async function openDatabase(folder) {
  const [{ embeddedDatabase }, { migrate }, { sqlStore }] = await Promise.all([
    load("packages/store", "embedded/embeddedDatabase"),
    load("packages/store", "sql/migrate"),
    load("packages/store", "sql/sqlStore"),
  ]);
  /** @type {import("../../../../packages/store/src/embedded/embeddedDatabase.js").EmbeddedDatabase} */
  const embedded = await embeddedDatabase(folder);
  const { database } = embedded;
  await migrate(database);
  return {
    store: /** @type {import("@commonwright/commons").CommonsStore} */ (sqlStore(database)),
    query: (/** @type {string} */ text, /** @type {readonly string[]} */ values) => database.query(text, values),
    pid: () => embedded.pid(),
  };
}
