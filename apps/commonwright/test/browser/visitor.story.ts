// The story of a new visitor, from the first page to a need that was planned anew, on a desk and on a phone, told in a real browser.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser } from "../../../../tools/browser/chromium.mjs";
import { openPage, SIZES } from "../../../../tools/browser/page.mjs";

const address = inject("address");
const pictures = path.join(import.meta.dirname, "../../../../screenshots");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PLAN_MS = 90_000;

let browser: Browser;
const open: BrowserContext[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});
afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
});

async function visit(where: string, options: { size?: { width: number; height: number }; isDark?: boolean; language?: string } = {}) {
  const opened = await openPage(browser, { url: `${address}${where}`, size: options.size ?? SIZES.desk, ...options });
  open.push(opened.context);
  return opened;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 AA, as lines. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }
    ).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
  );
}

const picture = (page: Page, name: string) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
const heading = (page: Page) => page.locator("h1").first();

interface Standing {
  readonly data: { readonly currentPlan: { readonly isBehind: boolean } | null; readonly planning: unknown };
}

/** Waits until the newest plan has seen everything. */
async function untilPlanned(): Promise<void> {
  const query = JSON.stringify({ query: "{ currentPlan { isBehind } planning { id } }" });
  for (let tenths = 0; tenths < PLAN_MS / 100; tenths++) {
    const answer = await fetch(`${address}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: query });
    const { data } = (await answer.json()) as Standing;
    if (data.currentPlan !== null && !data.currentPlan.isBehind && data.planning === null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no plan came");
}

const SEEN_PAGES = [
  ["/", "region"],
  ["/needs", "needs"],
  ["/needs/new", "form"],
  ["/needs/clinic-microscope-02", "need"],
  ["/plan", "plan"],
  ["/designs", "designs"],
  ["/designs/openflexure-microscope", "design"],
  ["/workshops", "workshops"],
  ["/workshops/damaspace", "workshop"],
  ["/workshops/damaspace/correct", "correct"],
  ["/workshops/damaspace/sheet", "sheet"],
  ["/more", "more"],
] as const;

describe.each([
  ["desk", SIZES.desk],
  ["phone", SIZES.phone],
] as const)("at the size of a %s", (device, size) => {
  it("a visitor sees the region, states a need, and watches it planned", async () => {
    const { page, faults } = await visit("/", { size });
    await untilPlanned();
    await page.getByText("Raindrop switch").first().waitFor();
    await page.getByRole("heading", { name: "Milan and 200 km around it" }).waitFor();
    await page.getByRole("link", { name: "State a need" }).click();
    await page.getByLabel("What is needed").fill("Poseidon syringe pump");
    await page.getByRole("option", { name: "Poseidon syringe pump" }).first().click();
    await page.getByLabel("How many").fill("2");
    await page.getByLabel("Where").fill("cremona");
    await page.getByRole("option", { name: "A school in Cremona" }).click();
    await page.getByText("vital", { exact: true }).click();
    await page.getByLabel("What for").fill(`Physics, ${device}`);
    await picture(page, `${device}-stating`);
    await page.getByRole("button", { name: "State this need" }).click();
    await page.waitForURL(/\/needs\/[0-9a-f-]{36}$/);
    const where = page.url();
    await page.getByRole("heading", { name: "2 Poseidon syringe pump, A school in Cremona" }).waitFor();
    // The first answer comes while the exact plan is being made, and the page stays usable.
    await page.locator(".tree tbody tr").first().waitFor({ timeout: PLAN_MS });
    await page.getByText("Since plan").waitFor({ timeout: PLAN_MS });
    await picture(page, `${device}-planned`);
    expect(await page.getByText("A first answer").count()).toBe(0);
    // Reasons open, stand in the address, and close with Escape.
    await page.locator(".why-cell .why").first().click();
    await page.getByText("Show the proof").waitFor();
    expect(page.url()).toContain("why=");
    await page.getByText("Show the proof").click();
    await page.getByText("No other plan can be better.").waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, `${device}-why`);
    await page.keyboard.press("Escape");
    await page.waitForURL(where);
    // Another visitor sees it by the same address, also after a reload.
    const other = await visit(where.slice(address.length), { size });
    await other.page.getByText(`Physics, ${device}`).waitFor();
    await other.page.reload();
    await other.page.getByText(`Physics, ${device}`).waitFor();
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it("every page is free of barriers and complaints, light and dark", async () => {
    for (const [where, name] of SEEN_PAGES) {
      for (const isDark of [false, true]) {
        const { page, context, faults } = await visit(where, { size, isDark });
        await heading(page).waitFor();
        await page.waitForTimeout(400);
        await picture(page, `${device}-${name}-${isDark ? "dark" : "light"}`);
        expect(await barriers(page), `${where} ${isDark ? "dark" : "light"}`).toEqual([]);
        expect(faults, where).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${where} scrolls sideways`).toBeLessThanOrEqual(size.width);
        await context.close();
      }
    }
  });
});

describe("together", () => {
  it("a workshop is corrected: assumed becomes confirmed, others see it live, the plan changes", async () => {
    const watching = await visit("/workshops/wemake-makerspace-fablab");
    await watching.page.getByText("assumed").first().waitFor();
    const { page, faults } = await visit("/workshops/wemake-makerspace-fablab/correct");
    await page.getByLabel("Hours a period").first().fill("120");
    await page.getByRole("button", { name: "Save and plan anew" }).click();
    // Who says so is missing: the form says it, and nothing is lost.
    await page.getByRole("alert").filter({ hasText: "missing" }).waitFor();
    await page.getByLabel("Who says so").fill("Zoe of WeMake");
    await page.getByRole("button", { name: "Save and plan anew" }).click();
    await page.waitForURL(/\/workshops\/wemake-makerspace-fablab$/);
    await page.getByText("confirmed by Zoe of WeMake").first().waitFor();
    await watching.page.getByText("confirmed by Zoe of WeMake").first().waitFor({ timeout: PLAN_MS });
    await page.getByText("Since plan").waitFor({ timeout: PLAN_MS });
    await picture(page, "desk-corrected");
    expect([...faults, ...watching.faults]).toEqual([]);
  });

  it("the region speaks Italian", async () => {
    const { page, faults } = await visit("/", { language: "it" });
    await page.getByText("Esprimi un bisogno").waitFor();
    await page.locator(".region-map").waitFor();
    await picture(page, "desk-region-italian");
    const text = await page.locator("main").innerText();
    for (const english of ["State a need", "Needed", "Scarce", "Who is here", "works for an open need", "all planned"])
      expect(text).not.toContain(english);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("it");
    expect(faults).toEqual([]);
  });

  it("everything can be done with the keyboard: from the top of the page to a need's reasons", async () => {
    const { page, faults } = await visit("/needs/clinic-joysticks-02");
    await page.locator(".tree").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    for (let steps = 0; steps < 40; steps++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement?.classList.contains("why") === true)) break;
    }
    await page.keyboard.press("Enter");
    await page.getByText("Show the proof").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.classList.contains("why"))).toBe(true);
    expect(faults).toEqual([]);
  });

  it("an address that leads nowhere says so", async () => {
    for (const [where, says] of [
      ["/needs/nowhere", "There is no open need"],
      ["/workshops/nowhere", "There is no such workshop"],
      ["/designs/nowhere", "Nothing here is made by that name"],
      ["/plans/99999", "There is no plan 99999"],
      ["/nowhere", "There is no such page"],
    ] as const) {
      const { page } = await visit(where);
      await page.getByText(says).first().waitFor();
    }
  });
});
