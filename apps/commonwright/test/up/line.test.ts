// The line through the house, from a stated need to a new plan that is told, on every store; and what happens when it breaks.

import { verifyPlan } from "@commonwright/planner/checker";
import type { DatabaseChoice } from "@commonwright/store";
import { afterEach, describe, expect, it } from "vitest";
import { inProcessHands } from "../../src/community/inProcessHands.js";
import { Cancelled, type PlanningHands } from "../../src/community/planningHands.js";
import { workerHands } from "../../src/community/workerHands.js";
import { emptyFolder, idOf, type ServedHamlet, servedHamlet } from "./region.js";

const STATE = "mutation ($need: NeedInput!) { stateNeed(need: $need) { sequence need { id } } }";
const LAMP = { id: idOf(1), item: "lamp", quantity: "2", place: "school", due: "2027-02-28", priority: "useful" };
const open: ServedHamlet[] = [];
const begun = async (options: Parameters<typeof servedHamlet>[0] = {}) => {
  const served = await servedHamlet(options);
  open.push(served);
  return served;
};
afterEach(async () => {
  for (const served of open.splice(0)) await served.close();
});

const STORES: [string, () => DatabaseChoice][] = [
  ["memory", () => ({ type: "memory" })],
  ["PGlite", () => ({ type: "pglite", folder: null })],
  ["the embedded PostgreSQL", () => ({ type: "embedded", folder: emptyFolder() })],
];

describe.each(STORES)("on %s", (_name, database) => {
  it("[A1] [A11] [A13] [A16] a stated need is an entry, gets a first answer, and then a plan that is kept and told", async () => {
    const served = await begun({ database: database() });
    const { planner, id } = served.serving.community;
    await planner.idle();
    const before = (await served.store.head(id)).sequence;
    const stated = await served.ask(STATE, { need: LAMP });
    expect(stated.errors).toBeUndefined();
    expect((await served.store.head(id)).sequence).toBe(before + 1);
    expect((await served.store.entries(id, before, 10)).map(({ entry }) => [entry.kind, entry.body["id"]])).toEqual([
      ["intentStated", LAMP.id],
    ]);
    await planner.idle();
    const { data } = await served.ask(
      "query ($id: ID!) { currentPlan { number isBehind } need(id: $id) { answer { plan isFirstAnswer met unmet } } }",
      { id: LAMP.id },
    );
    expect(data.currentPlan).toEqual({ number: 2, isBehind: false });
    expect(data.need.answer).toMatchObject({ plan: 2, isFirstAnswer: false });
    const [row] = await served.store.plans(id, 1);
    const [problem, result] = [await served.store.document(id, row.problemHash), await served.store.document(id, row.hash)];
    expect(verifyPlan(JSON.parse(problem ?? ""), JSON.parse(result ?? ""))).toMatchObject({ ok: true });
    const names = served
      .events()
      .map(({ name, data: said }) => (name === "planning" ? `${name}${said["done"] === true ? " done" : ""}` : name));
    for (const name of ["sequence", "firstAnswer", "planning", "planning done", "plan"]) expect(names).toContain(name);
    expect(served.faults).toEqual([]);
  });
});

describe("starting again", () => {
  it("[A1] opens the same community with its last plan, and plans only where the log has moved on", async () => {
    const first = await servedHamlet();
    await first.serving.community.planner.idle();
    const { id } = first.serving.community;
    await first.serving.close();
    const jobs: string[] = [];
    const inner = inProcessHands();
    const counting: PlanningHands = {
      ...inner,
      run: (job, onProgress) => {
        jobs.push(job.type);
        return job.type === "plan" ? { answer: new Promise(() => {}), cancel: () => undefined } : inner.run(job, onProgress);
      },
    };
    const again = await servedHamlet({ store: first.store, hands: counting });
    await again.serving.community.planner.idle();
    expect([again.serving.community.id, again.serving.community.plan()?.row.number, jobs]).toEqual([id, 1, ["read"]]);
    await again.ask(STATE, { need: LAMP });
    await again.serving.close();
    const third = await begun({ store: first.store });
    expect(third.serving.community.plan()?.row.number).toBe(1);
    await third.serving.community.planner.idle();
    expect(third.serving.community.plan()?.row.number).toBe(2);
  });
  it("[A2] says what is wrong with an example that cannot be read, and founds nothing", async () => {
    await expect(servedHamlet({ example: "nowhere-at-all" })).rejects.toThrow(
      "There is no example nowhere-at-all, and no such file or folder",
    );
  });
});

describe("planning", () => {
  it("[A13] a need for what nobody can make or buy keeps no other need from being planned", async () => {
    const served = await begun();
    await served.ask(STATE, { need: { ...LAMP, item: "vase" } });
    await served.serving.community.planner.idle();
    const { data } = await served.ask(
      "query ($id: ID!) { currentPlan { number isBehind unmet { need { id } code } } need(id: $id) { answer { met unmet } } }",
      { id: LAMP.id },
    );
    expect([data.currentPlan.isBehind, data.need.answer]).toEqual([false, { met: 0, unmet: 2 }]);
    expect(data.currentPlan.unmet).toContainEqual({ need: { id: LAMP.id }, code: "noRecipe" });
  });
  it("[A14] a stream of changes begins it anew, but never so often that it does not end", async () => {
    let cancelled = 0;
    let planned = 0;
    const inner = inProcessHands();
    const slow: PlanningHands = {
      ...inner,
      run: (job, onProgress) => {
        if (job.type !== "plan") return inner.run(job, onProgress);
        let cancel = () => {};
        const stopped = new Promise<never>((_resolve, reject) => {
          cancel = () => {
            cancelled += 1;
            reject(new Cancelled("cancelled"));
          };
        });
        const late = new Promise((resolve) => setTimeout(resolve, 300)).then(() => inner.run(job, onProgress).answer);
        const answer = Promise.race([late, stopped]);
        answer.then(() => (planned += 1)).catch(() => undefined);
        return { answer, cancel };
      },
    };
    const served = await begun({ hands: slow });
    let stated = 0;
    while (planned === 0) {
      stated += 1;
      await served.ask(STATE, { need: { ...LAMP, id: idOf(stated) } });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(cancelled).toBe(3);
    await served.serving.community.planner.idle();
    expect(served.serving.community.plan()?.row.sequence).toBe(served.serving.community.state().head.sequence);
  });
  it("[A15] can be cancelled; a planning that fails is told, and the server goes on", async () => {
    let shouldFail = true;
    const inner = inProcessHands();
    const failing: PlanningHands = {
      ...inner,
      run: (job, onProgress) =>
        job.type === "plan" && shouldFail
          ? { answer: Promise.reject(new Error("out of memory")), cancel: () => undefined }
          : inner.run(job, onProgress),
    };
    const served = await begun({ hands: failing });
    await served.serving.community.planner.idle();
    expect(served.faults).toMatchObject([new Error("out of memory")]);
    expect((await served.ask("{ currentPlan { number } planning { id } }")).data).toEqual({ currentPlan: null, planning: null });
    shouldFail = false;
    expect((await served.ask("mutation { startPlanning cancelPlanning }")).data).toEqual({ startPlanning: true, cancelPlanning: true });
    expect((await served.ask("mutation { cancelPlanning }")).data).toEqual({ cancelPlanning: false });
    await served.ask("mutation { startPlanning }");
    await served.serving.community.planner.idle();
    expect((await served.ask("{ currentPlan { number } }")).data.currentPlan).toEqual({ number: 1 });
  });
  it("[A18] what would be without a workshop is told, and nothing of it is kept", async () => {
    const served = await begun();
    await served.serving.community.planner.idle();
    const { data } = await served.ask('mutation { askWhatIf(withoutWorkshop: "rossi-printer") }');
    const told = () => served.events().find(({ name }) => name === "whatIf");
    while (told() === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(told()?.data).toMatchObject({
      id: data.askWhatIf,
      change: { workshopsLess: expect.arrayContaining([expect.objectContaining({ workshop: "rossi-printer", hoursAfter: 0 })]) },
    });
    expect(await served.store.plans(served.serving.community.id, 10)).toHaveLength(1);
    const unknown = await served.ask('mutation { askWhatIf(withoutWorkshop: "nobody") }');
    expect(unknown.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
  it("graphql [G12] a need that the plan has not seen is answered beside it", async () => {
    const inner = inProcessHands();
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let plans = 0;
    const held: PlanningHands = {
      ...inner,
      run: (job, onProgress) => {
        if (job.type !== "plan" || (plans += 1) === 1) return inner.run(job, onProgress);
        return { answer: gate.then(() => inner.run(job, onProgress).answer), cancel: () => undefined };
      },
    };
    const served = await begun({ hands: held });
    while (served.serving.community.plan() === null) await new Promise((resolve) => setTimeout(resolve, 10));
    await served.ask(STATE, { need: LAMP });
    const answer = async () =>
      (await served.ask("query ($id: ID!) { need(id: $id) { answer { plan isFirstAnswer met unmet } } }", { id: LAMP.id })).data.need
        .answer;
    while ((await answer()) === null) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await answer()).toMatchObject({ plan: null, isFirstAnswer: true });
    release();
    await served.serving.community.planner.idle();
    expect(await answer()).toMatchObject({ plan: 2, isFirstAnswer: false });
  });
});

describe("stopping", () => {
  it("[A3] ends events, threads and server, and leaves the store to be closed", async () => {
    const served = await servedHamlet();
    await served.serving.community.planner.idle();
    await served.serving.close();
    await expect(fetch(`http://127.0.0.1:${served.serving.port}/healthz`)).rejects.toThrow();
    expect(await served.store.communities()).toHaveLength(1);
  });
});

describe("worker threads", () => {
  it("[A15] a thread that cannot begin is a fault of the job, not of the server", async () => {
    const hands = workerHands(new URL("./nowhere.js", import.meta.url));
    await expect(hands.run({ type: "head", result: "{}" }).answer).rejects.toThrow();
    await hands.close();
  });
  it("[A13] the built worker plans as this thread does", async () => {
    const built = new URL("../../dist/community/planningWorker.js", import.meta.url);
    const hands = workerHands(built);
    const served = await begun();
    await served.serving.community.planner.idle();
    const state = served.serving.community.state();
    const progress: string[] = [];
    const planned = await hands.run({ type: "plan", state }, ({ stage }) => progress.push(stage)).answer;
    expect(planned.hash).toBe(served.serving.community.plan()?.row.hash);
    expect(progress.at(-1)).toBe("reading");
    const running = hands.run({ type: "plan", state });
    running.cancel();
    await expect(running.answer).rejects.toThrow(Cancelled);
    expect((await hands.run({ type: "plan", state }).answer).hash).toBe(planned.hash);
    await hands.close();
  });
});
