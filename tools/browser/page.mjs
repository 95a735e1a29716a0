// One page of the browser, at a known size and theme, with every complaint of its console kept.

/** The two sizes that every page is looked at: a desk and a phone, in CSS pixels. */
export const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/**
 * Opens a page and waits until it has a heading.
 * @param {import("playwright-core").Browser} browser
 * @param {{ url: string, size: { width: number, height: number }, isDark?: boolean, language?: string, cookies?: { name: string, value: string, url: string }[] }} options
 * @returns {Promise<{ page: import("playwright-core").Page, context: import("playwright-core").BrowserContext, faults: string[] }>}
 *   faults: errors of the console and of scripts, and answers of 400 and more, as they come
 */
export async function openPage(browser, { url, size, isDark = false, language = "en" }) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: size.width < 600 ? 2 : 1,
    hasTouch: size.width < 600,
    isMobile: size.width < 600,
    colorScheme: isDark ? "dark" : "light",
    locale: language,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(url, { waitUntil: "load" });
  // The page listens for events as long as it is open, so the network is never idle: a heading says that the page is there.
  await page.waitForSelector("h1", { timeout: 10_000 }).catch(() => undefined);
  return { page, context, faults };
}
