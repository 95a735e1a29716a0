// The tree over a log, against RFC 6962 written down as the RFC says it.

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Entry, growTree, leafHash, toJson, treeHeadIn, treeHeadText, treeRoot } from "../../src/index.js";

const sha256 = (...parts: readonly (Uint8Array | string)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** MTH of section 2.1: the list is cut at the largest power of two below its length. */
function treeHash(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return sha256("\u0000", first);
  let cut = 1;
  while (cut * 2 < leaves.length) cut *= 2;
  return sha256("\u0001", treeHash(leaves.slice(0, cut)), treeHash(leaves.slice(cut)));
}

/** The leaves of the tests of Certificate Transparency, and the roots that its documents give for the first 1 to 8 of them. */
const KNOWN_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const KNOWN_ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("the tree over a log", () => {
  it("[C110] gives the known roots of no leaf, of one empty leaf, and of 1 to 8 leaves", () => {
    const tree = growTree();
    expect(tree.root()).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    const roots = KNOWN_LEAVES.map((hex) => {
      tree.append(leafHash(Buffer.from(hex, "hex")));
      return tree.root();
    });
    expect(roots).toEqual(KNOWN_ROOTS);
  });

  it("[C110] [C111] is the tree of the RFC at every size, with either machine's hash", () => {
    const lists = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 70 });
    fc.assert(
      fc.property(lists, (leaves) => {
        const [own, nodes] = [growTree(), growTree((bytes) => sha256(bytes))];
        for (const [index, leaf] of leaves.entries()) {
          own.append(leafHash(leaf));
          nodes.append(leafHash(leaf, (bytes) => sha256(bytes)));
          const right = treeHash(leaves.slice(0, index + 1)).toString("hex");
          expect([own.root(), nodes.root(), own.size()]).toEqual([right, right, index + 1]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("[C110] has the canonical JSON of the entries as leaves", () => {
    const entries: Entry[] = ["a", "é", "\u0000", "\ud800"].map((id) => ({
      kind: "agentRecorded",
      version: 1,
      at: "2026-11-21T12:00:00Z",
      by: "x",
      body: { name: id, id },
    }));
    const leaves = entries.map((entry) => Buffer.from(canonicalJson(toJson(entry))));
    expect(treeRoot(entries)).toBe(treeHash(leaves).toString("hex"));
    expect(treeRoot([])).toBe(sha256().toString("hex"));
  });

  it("[C112] writes a head as text and reads it again, and nothing else", () => {
    const [hash, root] = [sha256("a").toString("hex"), sha256("b").toString("hex")];
    for (const sequence of [0, 1, 12_345_678]) {
      const head = { sequence, hash, root };
      expect(treeHeadText(head)).toBe(`${sequence}.${hash}.${root}`);
      expect(treeHeadIn(treeHeadText(head))).toEqual(head);
      expect(treeHeadIn(` ${treeHeadText(head).toUpperCase()}\n`)).toEqual(head);
    }
    const wrong = ["", "1", `01.${hash}.${root}`, `1.${hash}`, `1.${hash}.${root}.`, `1.${hash}.${root.slice(1)}`, `-1.${hash}.${root}`];
    for (const text of [...wrong, `1.${hash}.${root.slice(1)}g`, `9999999999999999.${hash}.${root}`]) expect(treeHeadIn(text)).toBeNull();
  });
});
