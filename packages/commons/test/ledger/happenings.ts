// Random happenings in a small village, and what they must come to, reckoned apart from the ledger: whole hundredths, signs of its own.

import { ACTIONS, type Action } from "@commonwright/rea";
import fc from "fast-check";
import { type Given, recordEvent } from "../../src/index.js";
import { type Command, measure, ONE_HOUR, raise, taken, type TestLedger, village } from "./testLedger.js";

/** One happening, by numbers that are looked up in the village when it is told. */
export interface Happening {
  readonly action: Action;
  readonly provider: string;
  readonly receiver: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly isNew: boolean;
  /** Hundredths. */
  readonly amount: number;
  readonly process: string;
  readonly state: string | null;
  /** Of what was taken until then: which is corrected. */
  readonly corrects: number | null;
}

const agent = fc.constantFrom("ann", "bob");
const maybe = <Value>(value: fc.Arbitrary<Value>, freq: number) => fc.option(value, { nil: null, freq });

export const happening: fc.Arbitrary<Happening> = fc
  .record({
    action: fc.constantFrom(...ACTIONS),
    provider: agent,
    other: agent,
    isHandedOver: fc.boolean(),
    from: maybe(fc.nat({ max: 9 }), 6),
    to: maybe(fc.nat({ max: 9 }), 3),
    isNew: fc.boolean(),
    amount: fc.integer({ min: 0, max: 700 }),
    process: fc.constantFrom("baking-1", "drying-1", "plain"),
    state: maybe(fc.constantFrom("fine", "dry"), 2),
    corrects: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 30 }) }),
  })
  .map(({ other, isHandedOver, ...rest }) => ({ ...rest, receiver: isHandedOver ? other : rest.provider }));

const INTO: readonly Action[] = ["consume", "use", "work", "cite", "pickup", "accept", "combine"];
const OUT_OF: readonly Action[] = ["produce", "dropoff", "modify", "separate"];
const ACROSS: readonly Action[] = ["transfer", "transferCustody", "transferAllRights", "move", "copy"];
const COMES_BACK: Readonly<Partial<Record<Action, Action>>> = { dropoff: "pickup", modify: "accept", separate: "combine" };
const HANDING: readonly Action[] = ["pickup", "dropoff", "accept", "modify"];
const MAKING: readonly Action[] = ["produce", "raise", ...ACROSS];

/** Stocks of both, boxes, and accounts of credit that may go down to -20. */
export function smallVillage(): { readonly ledger: TestLedger; readonly resources: string[] } {
  const ledger = village();
  raise(ledger, "apples-ann", "10");
  raise(ledger, "apples-bob", "5", { agent: "bob" });
  raise(ledger, "more-ann", "0.25");
  raise(ledger, "box-ann", "1", { of: "boxes" });
  raise(ledger, "box-bob", "2", { of: "boxes", agent: "bob" });
  for (const holder of ["ann", "bob"]) {
    raise(ledger, `thanks-${holder}`, "0", { of: "thanks", agent: holder });
    taken(ledger.limit(`thanks-${holder}`, "-20"));
  }
  return { ledger, resources: ["apples-ann", "apples-bob", "more-ann", "box-ann", "box-bob", "thanks-ann", "thanks-bob"] };
}

const inHundredths = (amount: number): string =>
  `${amount < 0 ? "-" : ""}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, "0")}`;

/** What is told, with what the reckoning needs to know of it. */
export interface Told {
  readonly id: string;
  readonly command: Command;
  readonly action: Action;
  readonly from: string | null;
  readonly to: string | null;
  readonly amount: number;
}

/** A happening as it is told, given what there is and what was taken before. */
export function toldOf(id: string, each: Happening, resources: readonly string[], earlier: readonly (Told & { readonly given: Given })[]) {
  const corrected = each.corrects === null ? undefined : earlier[each.corrects % Math.max(1, earlier.length)];
  if (corrected !== undefined) {
    const amount = each.amount - 350;
    const { hasPointInTime: _when, ...repeated } = corrected.given;
    const given = { ...repeated, corrects: corrected.id, resourceQuantity: measure(inHundredths(amount)), effortQuantity: undefined };
    return { ...corrected, id, amount, given, command: commandOf(id, given, null) };
  }
  const { action, provider, receiver, amount, process, state } = each;
  const pick = (index: number | null) => (index === null ? undefined : resources[index % resources.length]);
  // What comes back is mostly what went in.
  const before = each.isNew ? earlier.findLast((one) => one.action === COMES_BACK[action]) : undefined;
  const isMade = each.isNew && MAKING.includes(action);
  const madeSide = ACROSS.includes(action) ? "to" : "from";
  const from = action === "work" || (isMade && madeSide === "from") ? undefined : (before?.from ?? pick(each.from));
  const takesTo = ACROSS.includes(action) || action === "combine" || (HANDING.includes(action) && provider !== receiver);
  const to = takesTo && !isMade ? pick(each.to) : undefined;
  const made = isMade ? `made-${id}` : null;
  const given: Given = {
    action,
    provider,
    receiver,
    resourceQuantity: measure(inHundredths(amount)),
    ...(["use", "work"].includes(action) ? { effortQuantity: ONE_HOUR } : {}),
    ...(["work", "deliverService"].includes(action) ? { resourceConformsTo: "mending" } : {}),
    ...(INTO.includes(action) ? { inputOf: process } : OUT_OF.includes(action) ? { outputOf: before?.given["inputOf"] ?? process } : {}),
    ...(state === null ? {} : { state }),
    ...(from === undefined ? {} : { resourceInventoriedAs: from }),
    ...(to === undefined ? {} : { toResourceInventoriedAs: to }),
    hasPointInTime: "2027-03-01",
  };
  const side = madeSide === "from" ? { from: made ?? from ?? null, to: to ?? null } : { from: from ?? null, to: made ?? to ?? null };
  return { id, action, amount, given: withMade(given, made, madeSide), command: commandOf(id, given, made), ...side };
}

/** A correction names what the corrected made. */
const withMade = (given: Given, made: string | null, side: "from" | "to"): Given =>
  made === null ? given : { ...given, [side === "from" ? "resourceInventoriedAs" : "toResourceInventoriedAs"]: made };

function commandOf(id: string, given: Given, made: string | null): Command {
  const newResource = made === null ? {} : { newResource: { id: made, given: { conformsTo: "apples" } } };
  return (records, decider) => recordEvent(records, { id, given, ...newResource }, decider);
}

/** Signs of accounting and onhand, from and to; written out apart from the table of the program. */
const SIGNS: Readonly<Record<Action, readonly [accountingFrom: number, accountingTo: number, onhandFrom: number, onhandTo: number]>> = {
  produce: [1, 0, 1, 0],
  consume: [-1, 0, -1, 0],
  use: [0, 0, 0, 0],
  work: [0, 0, 0, 0],
  cite: [0, 0, 0, 0],
  deliverService: [0, 0, 0, 0],
  pickup: [0, 0, -1, 0],
  dropoff: [0, 0, 1, 0],
  accept: [0, 0, -1, 0],
  modify: [0, 0, 1, 0],
  combine: [0, 0, -1, 0],
  separate: [0, 0, 1, 0],
  transferCustody: [0, 0, -1, 1],
  transferAllRights: [-1, 1, 0, 0],
  transfer: [-1, 1, -1, 1],
  move: [-1, 1, -1, 1],
  copy: [0, 1, 0, 1],
  raise: [1, 0, 1, 0],
  lower: [-1, 0, -1, 0],
};

/** Balances in hundredths. */
export class Reckoning {
  readonly #accounting = new Map<string, bigint>();
  readonly #onhand = new Map<string, bigint>();

  constructor(start: Readonly<Record<string, number>>) {
    for (const [id, amount] of Object.entries(start)) this.#change(id, amount, amount);
  }

  follow({ action, from, to, amount }: Told): void {
    const [accountingFrom, accountingTo, onhandFrom, onhandTo] = SIGNS[action];
    const comesOut = (action === "dropoff" || action === "modify") && to !== null;
    if (from !== null) this.#change(from, accountingFrom * amount, (comesOut ? 0 : onhandFrom) * amount);
    if (to !== null) this.#change(to, accountingTo * amount, (comesOut ? 1 : onhandTo) * amount);
  }

  /** Both balances as plain text. */
  balances(id: string): [string, string] {
    return [plain(this.#accounting.get(id) ?? 0n), plain(this.#onhand.get(id) ?? 0n)];
  }

  total(): [bigint, bigint] {
    const sum = (balances: ReadonlyMap<string, bigint>) => [...balances.values()].reduce((before, each) => before + each, 0n);
    return [sum(this.#accounting), sum(this.#onhand)];
  }

  #change(id: string, accounting: number, onhand: number): void {
    this.#accounting.set(id, (this.#accounting.get(id) ?? 0n) + BigInt(accounting));
    this.#onhand.set(id, (this.#onhand.get(id) ?? 0n) + BigInt(onhand));
  }
}

function plain(hundredths: bigint): string {
  const sign = hundredths < 0n ? "-" : "";
  const size = hundredths < 0n ? -hundredths : hundredths;
  const fraction = String(size % 100n)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${sign}${size / 100n}${fraction === "" ? "" : `.${fraction}`}`;
}
