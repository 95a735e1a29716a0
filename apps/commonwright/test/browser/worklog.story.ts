// The story of somebody who logs work from a phone: hours, pieces, one spoiled, material; and once more without a signal.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser } from "../../../../tools/browser/chromium.mjs";
import { openPage, SIZES } from "../../../../tools/browser/page.mjs";

const address = inject("address");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Asks as the page does. */
const ask = (page: Page, query: string) =>
  page.evaluate(async (text) => {
    const answer = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: text }),
    });
    return (await answer.json()) as { data: any; errors?: { message: string }[] };
  }, query);

const SCENE = `mutation {
  lab: createOrganization(organization: { id: "log-lab", name: "Fab Lab Bergamo" }) { agent { id } }
  joystick: createResourceSpecification(resourceSpecification: { id: "log-joystick", name: "Oak joystick", defaultUnitOfResource: "piece" }) { resourceSpecification { id } }
  oak: createResourceSpecification(resourceSpecification: { id: "log-oak", name: "Oak board", defaultUnitOfResource: "kg" }) { resourceSpecification { id } }
  wire: createProcess(process: { id: "log-wire", name: "Wire 28 oak joysticks", inScopeOf: ["log-lab"] }) { process { id } }
  begun: createEconomicEvent(
    event: { id: "log-begun", action: "raise", provider: "log-lab", receiver: "log-lab", resourceConformsTo: "log-oak", resourceQuantity: { hasNumericalValue: "30", hasUnit: "kg" } }
    newInventoriedResource: { id: "log-oak-stock", name: "Oak in the shed" }
  ) { economicEvent { id } }
  promised: createCommitment(
    commitment: { id: "log-28", action: "produce", provider: "log-lab", receiver: "log-lab", outputOf: "log-wire", resourceConformsTo: "log-joystick", resourceQuantity: { hasNumericalValue: "28", hasUnit: "piece" }, due: "2027-01-10" }
  ) { commitment { id } }
}`;
const FOUND = `{
  process(id: "log-wire") { observedInputs { action { id } note effortQuantity { hasNumericalValue } resourceQuantity { hasNumericalValue } } }
  commitment(id: "log-28") { openResourceQuantity { hasNumericalValue } }
  economicResource(id: "log-oak-stock") { onhandQuantity { hasNumericalValue } }
}`;

it("[W20] [W22] [W24] work is logged from a phone, and without a signal it waits and is recorded once; crates are lent", async () => {
  const { page, context, faults } = await openPage(browser, { url: `${address}/needs`, size: SIZES.phone });
  const scene = await ask(page, SCENE);
  expect(scene.errors).toBeUndefined();
  const { id: me } = (await ask(page, "{ myAgent { id } }")).data.myAgent;
  const crates = `mutation { kind: createResourceSpecification(resourceSpecification: { id: "log-crates", name: "Crate", defaultUnitOfResource: "piece" }) { resourceSpecification { id } }
    counted: createEconomicEvent(
      event: { id: "log-counted", action: "raise", provider: "${me}", receiver: "${me}", resourceConformsTo: "log-crates", resourceQuantity: { hasNumericalValue: "5", hasUnit: "piece" } }
      newInventoriedResource: { id: "log-crate", name: "Crates" }
    ) { economicEvent { id } } }`;
  expect((await ask(page, crates)).errors).toBeUndefined();
  await page.goto(`${address}/log`);
  await page.selectOption("#log-job", "log-wire");
  for (let quarters = 0; quarters < 9; quarters++) await page.click('button[aria-label="A quarter of an hour more"]');
  await page.click('button[aria-label="Piece 10: open"]');
  await page.focus('button[aria-label="Piece 6: done now"]');
  await page.keyboard.press("s");
  await page.click("text=Add a material");
  await page.fill('input[aria-label^="Oak in the shed"]', "4,5");
  await page.click("text=Log 2 h 15, 9 Oak joystick and 4.5 kg");
  await page.waitForSelector("text=/Logged: 2 h 15|was not taken/");
  expect(await page.locator(".notice.fault").allTextContents()).toEqual([]);
  const first = (await ask(page, FOUND)).data;
  expect(first.commitment.openResourceQuantity.hasNumericalValue).toBe("19");
  expect(first.economicResource.onhandQuantity.hasNumericalValue).toBe("25.5");
  const work = (found: any) => found.process.observedInputs.filter((event: any) => event.action.id === "work");
  expect(work(first)).toMatchObject([{ note: "1 spoiled", effortQuantity: { hasNumericalValue: "2.25" } }]);

  await context.setOffline(true);
  for (let quarters = 0; quarters < 4; quarters++) await page.click('button[aria-label="A quarter of an hour more"]');
  await page.click("text=Log 1 h");
  await page.waitForSelector("text=1 entry is safe on this device");
  await context.setOffline(false);
  await page.waitForSelector("text=1 entry is safe on this device", { state: "detached", timeout: 60_000 });
  const second = (await ask(page, FOUND)).data;
  expect(
    work(second)
      .map(({ effortQuantity }: any) => effortQuantity.hasNumericalValue)
      .toSorted(),
  ).toEqual(["1", "2.25"]);

  await page.goto(`${address}/hand-over`);
  await page.selectOption("#hand-thing", "log-crate");
  await page.click("text=Lend");
  await page.selectOption("#hand-to", "log-lab");
  await page.fill("#hand-much", "2");
  await page.click("text=Lend 2 pc Crates to Fab Lab Bergamo");
  await page.waitForSelector("text=Logged: Lend 2 pc Crates");
  const lent = await ask(
    page,
    `{ economicEvents(first: 1) { edges { node { action { id } toResourceInventoriedAs { primaryAccountable { id } custodian { id } onhandQuantity { hasNumericalValue } } } } } }`,
  );
  expect(lent.data.economicEvents.edges[0].node).toMatchObject({
    action: { id: "transferCustody" },
    toResourceInventoriedAs: { custodian: { id: "log-lab" }, onhandQuantity: { hasNumericalValue: "2" } },
  });
  // What is not reached while there is no signal is said on the console, and is no fault of the page.
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(fault))).toEqual([]);
  await context.close();
});
