// Takes a picture of a page: node tools/browser/look.mjs URL out.png [--phone] [--dark] [--full] [--wait MS] [--click SELECTOR] [--lang it] [--print] [--size WxH]
import { parseArgs } from "node:util";
import { launchBrowser } from "./chromium.mjs";
import { openPage, SIZES } from "./page.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    phone: { type: "boolean" },
    dark: { type: "boolean" },
    full: { type: "boolean" },
    print: { type: "boolean" },
    wait: { type: "string", default: "800" },
    click: { type: "string", multiple: true, default: [] },
    lang: { type: "string", default: "en" },
    size: { type: "string" },
  },
});
const [url, target] = positionals;
if (url === undefined || target === undefined) {
  console.error(
    "node tools/browser/look.mjs URL out.png [--phone] [--dark] [--full] [--wait MS] [--click SELECTOR] [--lang it] [--print] [--size WxH]",
  );
  process.exit(2);
}
const browser = await launchBrowser();
try {
  const [width, height] = values.size?.split("x").map(Number) ?? [];
  const size = width && height ? { width, height } : values.phone ? SIZES.phone : SIZES.desk;
  const { page, faults } = await openPage(browser, { url, size, isDark: values.dark === true, language: values.lang });
  if (values.print) await page.emulateMedia({ media: "print" });
  for (const selector of values.click) await page.click(selector, { timeout: 5000 });
  await page.waitForTimeout(Number(values.wait));
  await page.screenshot({ path: target, fullPage: values.full === true });
  for (const fault of faults) console.error(fault);
} finally {
  await browser.close();
}
