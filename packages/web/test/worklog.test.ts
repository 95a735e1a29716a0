// The work log: time in quarters, what an entry comes to, what waits on the device.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LoggedFragment } from "../src/api/generated";
import { correctionOf, standingOf, sumOf } from "../src/worklog/correction";
import { type Handing, handingCall, type Held, isBorrowed } from "../src/worklog/handing";
import { tilesOf } from "../src/worklog/logView";
import { hoursAndMinutes, hoursText, MOST_MINUTES, quarter, ruleHours } from "../src/worklog/minutes";
import { isWaiting, requestOf } from "../src/worklog/outbox";
import { callsOf, type JobPart, quantityOf, type Stock, type WorkEntry } from "../src/worklog/workEntry";

describe("time", () => {
  it("[W19] is in quarters of an hour, and its decimal is exact", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: false }), (minutes) => {
        const quarters = quarter(minutes);
        expect([quarters % 15, quarters >= 0, quarters <= MOST_MINUTES]).toEqual([0, true, true]);
        expect(Number(hoursText(quarters)) * 60).toBe(quarters);
        const { hours, rest } = hoursAndMinutes(quarters);
        expect(hours * 60 + Number(rest)).toBe(quarters);
        expect(ruleHours(quarters) * 60).toBeGreaterThan(Math.min(quarters, MOST_MINUTES - 1));
      }),
    );
    expect(hoursText(135)).toBe("2.25");
  });
});

const part = (given: Partial<JobPart> = {}): JobPart => ({
  promise: "p",
  kind: "joystick",
  name: "Joystick",
  unit: "piece",
  planned: "28",
  open: "20",
  ...given,
});
const stock = (given: Partial<Stock> = {}): Stock => ({
  id: "oak-stock",
  name: "Oak",
  kind: "oak",
  owner: "lab",
  onhand: "3",
  unit: "kg",
  symbol: "kg",
  ...given,
});
const entry = (given: Partial<WorkEntry> = {}): WorkEntry => ({
  id: "e",
  at: "2026-11-21T12:00:00Z",
  me: "ada",
  job: { id: "wire", name: "Wire", maker: "lab" },
  isNewJob: false,
  minutes: 0,
  work: "welding",
  made: [],
  used: [],
  scrap: [],
  note: "",
  ...given,
});

describe("an entry", () => {
  it("[W20] comes to the events that it says, each with an id of its own that is the same again", () => {
    const said = entry({
      isNewJob: true,
      minutes: 120,
      note: " done ",
      made: [{ part: part(), quantity: "9" }],
      used: [{ stock: stock(), quantity: "3", promise: "take" }],
      scrap: [{ kind: "chips", name: "Chips", unit: "kg", quantity: "0,2" }],
    });
    const calls = callsOf(said, [stock()]);
    expect(calls.map((call) => ("event" in call ? [call.event["action"], call.event["id"]] : call.change))).toEqual([
      "createProcess",
      ["work", "e:work"],
      ["consume", "e:used:0"],
      ["produce", "e:made:0"],
      ["produce", "e:scrap:0"],
    ]);
    expect(calls).toMatchObject([
      {},
      {
        event: {
          provider: "ada",
          receiver: "lab",
          inputOf: "wire",
          note: "done",
          effortQuantity: { hasNumericalValue: "2", hasUnit: "h" },
        },
      },
      { event: { resourceInventoriedAs: "oak-stock", fulfills: ["take"], resourceQuantity: { hasNumericalValue: "3", hasUnit: "kg" } } },
      { event: { resourceConformsTo: "joystick", fulfills: ["p"] }, newInventoriedResource: { id: "e:made:0:thing", name: "Joystick" } },
      { event: { resourceConformsTo: "chips", resourceQuantity: { hasNumericalValue: "0.2", hasUnit: "kg" } } },
    ]);
    expect(callsOf(said, [stock()])).toEqual(calls);
    const [kind, work] = callsOf(entry({ minutes: 15, work: null }), []);
    expect([kind, work]).toMatchObject([{ resourceSpecification: { id: "work" } }, { event: { resourceConformsTo: "work" } }]);
  });

  it("[W20] adds to the maker's own stock of the kind, in its unit, and to nobody else's", () => {
    const made = entry({ made: [{ part: part(), quantity: "1" }] });
    const at = (given: Partial<Stock>) => callsOf(made, [stock({ id: "s", kind: "joystick", unit: "piece", ...given })])[0];
    expect(at({})).toMatchObject({ event: { resourceInventoriedAs: "s" } });
    for (const other of [{ owner: "ada" }, { unit: "kg" }, { kind: "oak" }]) expect(at(other)).toHaveProperty("newInventoriedResource");
  });

  it("[W20] says nothing of what is no quantity, or nothing", () => {
    expect(callsOf(entry({ made: ["0", "", "x", "-1", "1e3"].map((quantity) => ({ part: part(), quantity })) }), [])).toEqual([]);
    expect(["0.2", " 3 ", "1,5", "0", "-1", "1e3", "1.1234567"].map(quantityOf)).toEqual(["0.2", "3", "1.5", null, null, null, null]);
  });

  it("[W21] is shown as tiles where it is whole pieces, and few", () => {
    expect(tilesOf(part())).toEqual({ whole: 28, done: 8 });
    for (const other of [{ unit: "kg" }, { planned: "57" }, { planned: "2.5" }, { planned: "0", open: "0" }])
      expect([other, tilesOf(part(other))]).toEqual([other, null]);
  });
});

describe("a correction", () => {
  const event = (given: Partial<LoggedFragment> = {}): LoggedFragment =>
    ({
      id: "e",
      action: { id: "consume", label: "consume" },
      provider: { id: "lab" },
      receiver: { id: "lab", name: "Lab" },
      inputOf: { id: "wire", name: "Wire" },
      outputOf: null,
      resourceConformsTo: null,
      resourceInventoriedAs: { id: "oak-stock", name: "Oak" },
      toResourceInventoriedAs: null,
      resourceQuantity: { hasNumericalValue: "4.5", hasUnit: { id: "kg", symbol: "kg" } },
      effortQuantity: null,
      correctedBy: [],
      ...given,
    }) as LoggedFragment;

  it("[W23] says the difference to what stands, exactly, and nothing where there is none", () => {
    const corrected = event({ correctedBy: [{ id: "c", resourceQuantity: { hasNumericalValue: "-0.5" }, effortQuantity: null }] } as never);
    expect(standingOf(corrected)).toEqual({ property: "resourceQuantity", amount: "4", unit: "kg", symbol: "kg" });
    const at = { id: "c2", at: "2026-11-21T12:00:00Z" };
    expect(correctionOf(corrected, { amount: "3.75", ...at })).toMatchObject({
      event: {
        corrects: "e",
        action: "consume",
        inputOf: "wire",
        resourceInventoriedAs: "oak-stock",
        resourceQuantity: { hasNumericalValue: "-0.25", hasUnit: "kg" },
      },
    });
    expect(correctionOf(corrected, { amount: "4.00", ...at })).toBeNull();
    expect(correctionOf(corrected, { amount: "0", ...at })).toMatchObject({ event: { resourceQuantity: { hasNumericalValue: "-4" } } });
  });

  it("[W23] sums are exact, whatever the digits", () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(6)).map(([value, places]) => {
      const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
      const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
      return { text: `${value < 0n ? "-" : ""}${text}`, millionths: value * 10n ** BigInt(6 - places) };
    });
    const millionths = (text: string) => {
      const [whole = "", rest = ""] = text.replace("-", "").split(".");
      return BigInt(`${whole}${rest.padEnd(6, "0")}`) * (text.startsWith("-") ? -1n : 1n);
    };
    fc.assert(
      fc.property(decimal, decimal, (one, other) => {
        const sum = sumOf(one.text, other.text);
        expect([millionths(sum), /^-?\d+(\.\d*[1-9])?$/.test(sum)]).toEqual([one.millionths + other.millionths, true]);
      }),
    );
  });
});

describe("handing over", () => {
  const [lab, ada] = [
    { id: "lab", name: "Lab" },
    { id: "ada", name: "Ada" },
  ];
  const held = (given: Partial<Held> = {}): Held => ({
    id: "drill",
    name: "Drill",
    kind: "drill",
    owner: lab,
    keeper: lab,
    place: "",
    onhand: "2",
    unit: "piece",
    symbol: "pc",
    ...given,
  });
  const handing = (given: Partial<Handing> = {}): Handing => ({
    id: "h",
    at: "2026-11-21T12:00:00Z",
    thing: held(),
    to: "ada",
    way: "give",
    quantity: "1",
    note: "",
    ...given,
  });

  it("[W24] gives or lends from who has it, into a stock of its kind that the receiver has alike, else a new one", () => {
    expect(handingCall(handing(), [held()])).toMatchObject({
      event: { action: "transfer", provider: "lab", receiver: "ada", resourceInventoriedAs: "drill" },
      newInventoriedResource: { id: "h:thing", name: "Drill" },
    });
    const [own, lent] = [held({ id: "own", owner: ada, keeper: ada }), held({ id: "lent", owner: lab, keeper: ada })];
    expect(handingCall(handing(), [held(), own, lent])).toMatchObject({ event: { toResourceInventoriedAs: "own" } });
    expect(handingCall(handing({ way: "lend" }), [held(), own, lent])).toMatchObject({
      event: { action: "transferCustody", toResourceInventoriedAs: "lent" },
    });
    const back = handing({ thing: lent, way: "lend", to: "lab" });
    expect(handingCall(back, [held(), own, lent])).toMatchObject({ event: { provider: "ada", toResourceInventoriedAs: "drill" } });
    expect([isBorrowed(lent), isBorrowed(own), handingCall(handing({ quantity: "x" }), [])]).toEqual([true, false, null]);
  });
});

describe("what waits", () => {
  it("[W22] is sent as one request whose parts each have their own variables", () => {
    const { text, variables } = requestOf(callsOf(entry({ isNewJob: true, minutes: 15 }), []));
    expect(text).toBe(
      "mutation Log($v0: ProcessCreateParams!, $v1: EconomicEventCreateParams!, $r1: EconomicResourceCreateParams) " +
        "{ c0: createProcess(process: $v0) { process { id } } " +
        "c1: createEconomicEvent(event: $v1, newInventoriedResource: $r1) { economicEvent { id } } }",
    );
    expect(Object.keys(variables)).toEqual(["v0", "v1", "r1"]);
  });

  it("[W22] is not taken from the device where it is something else", () => {
    const good = { id: "e", label: "1 h", at: "2026-11-21T12:00:00Z", calls: callsOf(entry({ minutes: 15 }), []) };
    expect(isWaiting(good)).toBe(true);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isWaiting(value)).toBe(false);
      }),
    );
    expect([isWaiting({ ...good, calls: [{ change: "deleteAll" }] }), isWaiting({ ...good, id: 1 })]).toEqual([false, false]);
  });
});
