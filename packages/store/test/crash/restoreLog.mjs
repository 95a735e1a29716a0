// What the crash tests of a restore put in the place of something else, and how it is told apart.

import { batchOf, canonicalJson, newReplay } from "@commonwright/commons";

const AT = "2026-11-21T12:00:00Z";
export const PAGES = 12;
const PAGE = 40;

/** The community of a state. @param {string} mark */
export const communityOf = (mark) => `restored-${mark}`;

/** The log of a state, as texts. @param {string} mark @returns {readonly import("@commonwright/commons").LogText[]} */
export function textsOf(mark) {
  /** @type {import("@commonwright/commons").Entry[]} */
  const entries = Array.from({ length: PAGES * PAGE }, (_, index) => ({
    kind: "agentRecorded",
    version: 1,
    at: AT,
    by: mark,
    body: { id: `${mark}-${index % 300}`, type: "Person", name: `${mark} ${index} ${"x".repeat(300)}` },
  }));
  const { sealed } = batchOf(entries, () => []);
  return sealed.map(({ sequence, hash, entry }) => ({ sequence, hash, text: canonicalJson(/** @type {any} */ (entry)) }));
}

/**
 * Puts a state in the place of all that is there.
 * @param {import("@commonwright/commons").CommonsStore} store @param {string} mark @param {(page: number) => void} onPage
 */
export async function replaceBy(store, mark, onPage) {
  const texts = textsOf(mark);
  await store.takeIn({ replacing: true }, async (into) => {
    const log = await into.log(communityOf(mark), newReplay());
    for (let page = 0; page < PAGES; page += 1) {
      await log.take(texts.slice(page * PAGE, (page + 1) * PAGE));
      onPage(page);
    }
    await log.end();
    await into.rows({ name: "documents", community: communityOf(mark) }, [["a document", `of ${mark}`]]);
    await into.rows({ name: "sessions", community: null }, [[`token ${mark}`, "steward", mark, AT, "2099-01-01T00:00:00Z", null]]);
    onPage(PAGES);
  });
}

/** Which state is there, all of it and nothing besides; null: none is. @param {import("@commonwright/commons").CommonsStore} store @param {readonly string[]} marks */
export async function stateIn(store, marks) {
  const communities = await store.communities();
  for (const mark of marks) {
    const community = communityOf(mark);
    if (communities.length !== 1 || communities[0] !== community) continue;
    const texts = textsOf(mark);
    const isSame = JSON.stringify(await store.texts(community, 0, 10_000)) === JSON.stringify(texts);
    const isOfLog = (await store.compare(community, newReplay())).length === 0;
    const document = await store.document(community, "a document");
    const sessions = (await store.sessions(AT)).map(({ name }) => name).join(" ");
    if (isSame && isOfLog && document === `of ${mark}` && sessions === mark) return mark;
  }
  return null;
}
