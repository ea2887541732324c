import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What axe finds on a page as it is now. */
export async function findWithAxe(page: Page): Promise<string[]> {
  await page.evaluate(`window.axe ? undefined : (() => { ${axe} })()`);
  const { violations } = await page.evaluate<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

/** What makes the page wider than the screen, the innermost first. */
export function findWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(wide);
}

// Text, because it runs in the browser.
const wide = `document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll("main *")]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .reverse().slice(0, 3).map((element) => element.tagName + " " + element.innerText.slice(0, 60))`;
