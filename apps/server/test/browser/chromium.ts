import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Debian's Chromium, without its own sandbox, which root may not use: it visits nothing but our server. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, chromiumSandbox: false });
}

/** A page that notes what it should never do. */
export interface WatchedPage {
  page: Page;
  /** Requests to other origins, errors in the console, violations of the policy, uncaught errors. */
  faults: string[];
}

/** Opens an empty page in a profile of its own. That an answer was not 200 is no fault: the page has words for it. */
export async function openPage(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin) faults.push(`request to ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    const isNetwork = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isNetwork) faults.push(`console: ${message.text()}`);
  });
  return { page, faults };
}

/** Goes somewhere and waits until nothing is loaded any more. The stream of notifications, which never ends, is refused meanwhile. */
export async function goAndLoad(page: Page, path: string, shown: string): Promise<void> {
  await page.route("**/api/notification/stream", (route) => route.fulfill({ status: 403, body: "{}" }));
  await page.goto(path);
  await page.locator(shown).first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.unrouteAll({ behavior: "ignoreErrors" });
}

/** Keeps a picture of the whole page where `SCREENSHOTS` names a folder, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
