// The whole API over a served hamlet: every field, what the public sees, changes and their refusals.

import type { GraphQLSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inProcessHands } from "../../src/community/inProcessHands.js";
import type { PlanningHands } from "../../src/community/planningHands.js";
import { folderWith } from "../folder.js";
import { allFields, everyQuery, noteFields, ownSchema } from "./everyField.js";
import { HAMLET, idOf, type ServedHamlet, servedHamlet } from "./region.js";
import { greatCircleKm } from "@commonwright/planner";

const STATE =
  "mutation ($need: NeedInput!) { stateNeed(need: $need) { sequence warnings need { id revisionId quantity answer { met } } } }";
const LAMP = { item: "lamp", quantity: "2", place: "school", due: "2027-02", priority: "useful", name: "Two more", note: "for the hall" };

const HOURS = "{ workshop { id } hoursBefore hoursAfter }";
const queryType = (schema: GraphQLSchema) => {
  const type = schema.getQueryType();
  if (!type) throw new Error("the contract has no queries");
  return type;
};

/** A line that is made, and one below it; one that there is not, where nothing is met. */
async function linesOf(ask: ServedHamlet["ask"] | ServedHamlet["askAsPublic"], need: string): Promise<string[]> {
  const { data } = await ask("query ($id: ID!) { need(id: $id) { answer { lines { id source } } } }", { id: need });
  const lines = (data.need.answer?.lines ?? []) as { readonly id: string; readonly source: string }[];
  const first = lines.findIndex(({ source }) => source === "made");
  const ids = lines.slice(Math.max(0, first), Math.max(0, first) + 2).map(({ id }) => id);
  return ids.length === 0 ? ["none"] : ids;
}

/** Hands whose planning waits until it is let go. */
function gatedHands(): { readonly hands: PlanningHands; readonly hold: () => () => void } {
  const inner = inProcessHands();
  let gate: Promise<void> = Promise.resolve();
  const run: PlanningHands["run"] = (job, onProgress) => {
    if (job.type !== "plan") return inner.run(job, onProgress);
    onProgress?.({ stage: "cost", objective: 2, bound: 1 });
    const answer = gate.then(() => inner.run(job, onProgress).answer);
    return { answer, cancel: () => undefined };
  };
  return {
    hands: { run, close: inner.close },
    hold: () => {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
}

const until = async (isThere: () => boolean | Promise<boolean>) => {
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe("every field", () => {
  it("graphql [G1] is answered with a value in some fixture", async () => {
    const schema = ownSchema();
    const seen = new Set<string>();
    const variants = [
      HAMLET,
      HAMLET.replace("hoursPerPeriod: 60", "hoursPerPeriod: 9"),
      HAMLET.replace("price: 4,", "price: 4, limitPerPeriod: 5,"),
    ];
    for (const problem of variants) {
      const { hands, hold } = gatedHands();
      const served = await servedHamlet({ hands, example: folderWith({ "a.yaml": problem }) });
      await served.serving.community.planner.idle();
      const workshops = await served.ask('{ workshop(id: "mill-shop") { revisionId } }');
      const correction = {
        id: "mill-shop",
        revisionId: workshops.data.workshop.revisionId,
        by: "the miller",
        machines: [{ capability: "bench", hoursPerPeriod: "14", costPerHour: "2" }],
      };
      const corrected = await served.ask(
        "mutation ($workshop: WorkshopCorrection!) { correctWorkshop(workshop: $workshop) { sequence workshop { id machines { confirmedBy } } } }",
        { workshop: correction },
      );
      await served.serving.community.planner.idle();
      const after = await served.ask(`{ currentPlan { change { workshopsMore ${HOURS} workshopsLess ${HOURS} } } }`);
      noteFields(after.data, { at: queryType(schema), seen });
      const stated = await served.ask(STATE, { need: LAMP });
      const changed = await served.ask("mutation ($need: NeedChange!) { changeNeed(need: $need) { sequence warnings need { id } } }", {
        need: { id: stated.data.stateNeed.need.id, revisionId: stated.data.stateNeed.need.revisionId, quantity: "3" },
      });
      await served.serving.community.planner.idle();
      const withdrawn = await served.ask(STATE, { need: { ...LAMP, quantity: "1" } });
      const taken = await served.ask(
        "mutation ($id: ID!, $revisionId: ID!) { withdrawNeed(id: $id, revisionId: $revisionId) { id sequence } }",
        withdrawn.data.stateNeed.need,
      );
      await served.serving.community.planner.idle();
      const { number } = (await served.ask("{ currentPlan { number } }")).data.currentPlan;
      const adopt = `mutation { adoptPlan(number: ${number}) { adopted sequence plan { number adopted } } }`;
      const adopted = await served.ask(adopt);
      // Adopted again nothing is new.
      expect((await served.ask(adopt)).data).toEqual(adopted.data);
      expect(adopted.data.adoptPlan.plan).toEqual({ number, adopted: adopted.data.adoptPlan.adopted });
      expect((await served.ask("mutation { adoptPlan(number: 999) { sequence } }")).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
      const release = hold();
      const started = await served.ask('mutation { startPlanning cancelPlanning askWhatIf(withoutWorkshop: "mill-shop") }');
      await served.ask("mutation { startPlanning }");
      await until(async () => (await served.ask("{ planning { id } }")).data.planning !== null);
      const progress = served.serving.community.planner.status();
      expect(progress).not.toBeNull();
      const mutation = schema.getMutationType();
      const query = queryType(schema);
      if (!mutation) throw new Error("the contract has no changes");
      for (const { data, errors } of [corrected, stated, changed, taken, adopted, started]) {
        expect(errors).toBeUndefined();
        noteFields(data, { at: mutation, seen });
      }
      for (const line of await linesOf(served.ask, "need-2")) {
        const args = {
          item: '(id: "lamp")',
          design: '(id: "lamp")',
          workshop: '(id: "mill-shop")',
          need: '(id: "need-1")',
          why: `(need: "need-2", line: ${JSON.stringify(line)})`,
        };
        for (const text of everyQuery(schema, args)) {
          const { data, errors } = await served.ask(text);
          expect([text, errors]).toEqual([text, undefined]);
          noteFields(data, { at: query, seen });
        }
      }
      release();
      await served.serving.community.planner.idle();
      await served.close();
      expect(served.faults).toEqual([]);
    }
    expect(allFields(schema).filter((field) => !seen.has(field))).toEqual([]);
  });
});

describe("the public", () => {
  let served: ServedHamlet;
  beforeAll(async () => {
    served = await servedHamlet();
    await served.serving.community.planner.idle();
    const { data } = await served.ask('{ workshop(id: "rossi-printer") { revisionId } }');
    await served.ask("mutation ($workshop: WorkshopCorrection!) { correctWorkshop(workshop: $workshop) { sequence } }", {
      workshop: {
        id: "rossi-printer",
        revisionId: data.workshop.revisionId,
        by: "Maria Rossi",
        machines: [{ capability: "printing", hoursPerPeriod: "21", costPerHour: "1" }],
      },
    });
    await served.ask(STATE, { need: { ...LAMP, id: idOf(1), place: "casa-verdi", name: "A lamp for the Verdi", note: "at the bed" } });
    await served.serving.community.planner.idle();
    // Visitors see a moment that is up to a second old.
    while ((await served.askAsPublic(`{ need(id: "${idOf(1)}") { id } }`)).data.need === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
  });
  afterAll(() => served.close());

  const SECRETS = [
    "casa-",
    "Rossi",
    "rossi",
    "Verdi",
    "45.1234",
    "9.4321",
    "45.1357",
    "9.4468",
    "for reading",
    "at the bed",
    "cellar",
    "this machine",
  ];
  /** Visitors who ask for very much are told to wait a little. */
  const patiently = async (ask: ServedHamlet["ask"] | ServedHamlet["askAsPublic"], query: string) => {
    for (;;) {
      const answer = await ask(query);
      if (!String(answer.errors?.[0]?.message).includes("must wait")) return answer;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const everything = async (ask: ServedHamlet["ask"] | ServedHamlet["askAsPublic"]) => {
    const schema = ownSchema();
    const workshop = (await ask("{ workshops { id name } }")).data.workshops[0].id as string;
    const texts: string[] = [];
    for (const need of ["need-1", "need-4", idOf(1)]) {
      for (const line of await linesOf(ask, need)) {
        const args = {
          item: '(id: "lamp")',
          design: '(id: "lamp")',
          workshop: `(id: "${workshop}")`,
          need: `(id: "${need}")`,
          why: `(need: "${need}", line: ${JSON.stringify(line)})`,
        };
        for (const query of everyQuery(schema, args)) texts.push(JSON.stringify(await patiently(ask, query)));
      }
    }
    return texts.join("\n");
  };
  it("graphql [G9] finds nothing of a household in any answer", async () => {
    const text = await everything(served.askAsPublic);
    for (const secret of SECRETS) expect([secret, text.includes(secret)]).toEqual([secret, false]);
    expect(text).toContain("town:Borgo");
    expect(text).toContain("A home in Borgo");
  });
  it("graphql [G10] and those who belong here find all of it", async () => {
    const text = await everything(served.ask);
    for (const secret of SECRETS) expect([secret, text.includes(secret)]).toEqual([secret, true]);
  });
  it("graphql [G9] a home is neither found by its id nor told apart in its town", async () => {
    const { data } = await served.askAsPublic('{ places { id isTownOnly point { lat lon } } workshop(id: "rossi-printer") { id } }');
    expect(data.workshop).toBeNull();
    const towns = data.places.filter((place: { isTownOnly: boolean }) => place.isTownOnly);
    expect(towns).toEqual([{ id: "town:Borgo", isTownOnly: true, point: { lat: 45.15, lon: 9.45 } }]);
  });
  it("graphql [G9] no distance tells where a home stands: roads are those between the places that are shown", async () => {
    const query =
      "{ currentPlan { shipments { from { isTownOnly point { lat lon } } to { isTownOnly point { lat lon } } km massKg cost { money } } } }";
    const { data } = await patiently(served.askAsPublic, query);
    const transport = served.serving.community.state().rules?.transport;
    if (transport === undefined) throw new Error("the hamlet has no rules");
    const homeward = data.currentPlan.shipments.filter(
      (row: { from: { isTownOnly: boolean }; to: { isTownOnly: boolean } }) => row.from.isTownOnly || row.to.isTownOnly,
    );
    expect(homeward.length).toBeGreaterThan(0);
    for (const { from, to, km, massKg, cost } of homeward) {
      const shown = greatCircleKm(from.point.lat, from.point.lon, to.point.lat, to.point.lon) * transport.roadFactor;
      expect(km).toBeCloseTo(shown, 3);
      expect(cost.money).toBeCloseTo(massKg * (transport.fixedPerKg + transport.costPerKgKm * shown), 4);
    }
  });
  it("graphql [G13] changes nothing, and is told how it could", async () => {
    for (const mutation of [
      "mutation { cancelPlanning }",
      "mutation { adoptPlan(number: 1) { sequence } }",
      "mutation { startPlanning }",
      'mutation { askWhatIf(withoutWorkshop: "mill-shop") }',
      `mutation { withdrawNeed(id: "need-1", revisionId: "1") { id } }`,
    ]) {
      const { errors } = await served.askAsPublic(mutation);
      expect(errors?.[0]).toMatchObject({ message: expect.stringContaining("session"), extensions: { code: "UNAUTHENTICATED" } });
    }
    const before = served.serving.community.state().head;
    const { errors } = await served.askAsPublic(STATE, { need: { ...LAMP, id: idOf(9) } });
    expect([errors?.[0]?.extensions.code, served.serving.community.state().head]).toEqual(["UNAUTHENTICATED", before]);
  });
});

describe("reading and changing", () => {
  let served: ServedHamlet;
  beforeAll(async () => {
    served = await servedHamlet();
    await served.serving.community.planner.idle();
  });
  afterAll(() => served.close());

  it("graphql [G11] says who can make a design, nearest first, and what is missing", async () => {
    const { data } = await served.ask(
      '{ lamp: design(id: "lamp") { whoCan { workshop { id } ability missing distanceKm } } tile: design(id: "tile") { whoCan { ability missing } } }',
    );
    const row = (id: string) => data.lamp.whoCan.find((maker: { workshop: { id: string } }) => maker.workshop.id === id);
    expect(row("mill-shop")).toMatchObject({ ability: "all", missing: [] });
    expect(row("rossi-printer")).toMatchObject({ ability: "not", missing: ["bench"] });
    expect(data.tile.whoCan).toEqual([
      { ability: "not", missing: ["kiln"] },
      { ability: "not", missing: ["kiln"] },
    ]);
    const distances = data.lamp.whoCan.map((maker: { distanceKm: number }) => maker.distanceKm);
    expect(distances).toEqual(distances.toSorted((a: number, b: number) => a - b));
  });
  it("graphql [G14] shows what was changed, and the same again is the same", async () => {
    const need = { ...LAMP, id: idOf(2) };
    const first = await served.ask(STATE, { need });
    const again = await served.ask(STATE, { need });
    expect(first.data.stateNeed.need).toMatchObject({ id: idOf(2), quantity: "2" });
    expect(again.data.stateNeed.need.revisionId).toBe(first.data.stateNeed.need.revisionId);
    const other = await served.ask(STATE, { need: { ...need, quantity: "5" } });
    expect(other.errors?.[0]).toMatchObject({ path: ["stateNeed"], extensions: { code: "CONFLICT", details: { id: idOf(2) } } });
  });
  it.each([
    ["an unknown item", { item: "lammp" }, "BAD_INPUT", { near: ["lamp"] }],
    ["nothing", { quantity: "0" }, "BAD_INPUT", { text: "0" }],
    ["less than nothing", { quantity: "-1" }, "BAD_INPUT", {}],
    ["no day", { due: "soon" }, "BAD_INPUT", {}],
    ["an unknown place", { place: "moon" }, "BAD_INPUT", { id: "moon" }],
  ])("graphql [G2] refuses a need for %s, with its facts", async (_what, change, code, details) => {
    const { errors } = await served.ask(STATE, { need: { ...LAMP, id: idOf(3), ...change } });
    expect(errors?.[0]?.extensions).toMatchObject({ code, details });
  });
  it("graphql [G2] refuses a change of what somebody changed meanwhile", async () => {
    const change = { id: "need-3", revisionId: "1", quantity: "2" };
    const { errors } = await served.ask("mutation ($need: NeedChange!) { changeNeed(need: $need) { sequence } }", { need: change });
    expect(errors?.[0]?.extensions.code).toBe("STALE_REVISION");
  });
  it("graphql [G8] one query sees one moment, whatever happens while it is answered", async () => {
    const sequences = await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        if (number % 4 === 0) await served.ask(STATE, { need: { ...LAMP, id: idOf(100 + number) } });
        const { data } = await served.ask("{ a: region { sequence } needs { id } b: region { sequence } }");
        return [data.a.sequence - data.b.sequence, data.needs.length - (data.a.sequence - served.serving.community.state().head.sequence)];
      }),
    );
    expect(new Set(sequences.map(([difference]) => difference))).toEqual(new Set([0]));
  });
});
