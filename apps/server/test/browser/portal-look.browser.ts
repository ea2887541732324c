import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { picture } from "./chromium.ts";
import { openPortalPages, type PortalPages } from "./portal-pages.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Visitor = "reviewer" | "admin" | undefined;
const places: Array<[visitor: Visitor, path: string]> = [
  [undefined, "/"],
  [undefined, "/transparency"],
  [undefined, "/sign-in"],
  [undefined, "/ledger"],
  [undefined, "/nowhere"],
  [undefined, "/review"],
  ["reviewer", "/review"],
  ["admin", "/ledger"],
  ["admin", "/admin"],
  ["admin", "/admin/missions"],
  ["admin", "/admin/missions?mission=new"],
  ["admin", "/admin/zones"],
  ["admin", "/admin/zones?zone=new"],
  ["admin", "/admin/people"],
  ["admin", "/admin/rewards"],
  ["admin", "/admin/rewards?reward=new"],
  ["admin", "/admin/system"],
  ["admin", "/admin/settings"],
];

describe("every page of the portal", () => {
  let pages: PortalPages;
  before(async () => {
    pages = await openPortalPages();
  });
  after(() => pages?.close());

  /** Walks all pages with one page of the browser for each visitor. */
  async function walk(look: (page: Page, path: string) => Promise<void>, options: Parameters<PortalPages["withPage"]>[3]): Promise<void> {
    for (const visitor of new Set(places.map(([who]) => who)))
      await pages.withPage(
        visitor,
        "/",
        async (page) => {
          for (const [who, path] of places) {
            if (who !== visitor) continue;
            await page.goto(path);
            await page.locator("h1").first().waitFor();
            await page.waitForLoadState("networkidle");
            await look(page, path);
          }
        },
        options,
      );
  }

  for (const colorScheme of ["light", "dark"] as const)
    it(`has nothing that axe finds, in the ${colorScheme} theme`, async () => {
      const found: string[] = [];
      await walk(
        async (page, path) => {
          await page.evaluate(axe);
          const { violations } = await page.evaluate<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>(
            "axe.run(document, { resultTypes: ['violations'] })",
          );
          found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`));
          await picture(page, `look${path.replaceAll(/[/?=]/g, "-")}-${colorScheme}`);
        },
        { colorScheme },
      );
      assert.deepEqual(found, []);
    });

  for (const width of [320, 390])
    it(`loses nothing at ${width} pixels`, async () => {
      const wide: string[] = [];
      await walk(
        async (page, path) => {
          const scroll = Number(await page.evaluate("document.documentElement.scrollWidth"));
          if (scroll > width) wide.push(`${path}: ${scroll}`);
        },
        { viewport: { width, height: 700 } },
      );
      assert.deepEqual(wide, []);
    });

  it("shows no text that was never translated, and none that its room does not hold", async () => {
    const raw: string[] = [];
    await walk(
      async (page, path) => {
        await page.evaluate("localStorage.setItem('oneheart-language', 'pseudo')");
        await page.reload();
        await page.locator("h1").first().waitFor();
        await page.waitForLoadState("networkidle");
        raw.push(...(await page.evaluate<string[]>(findRaw)).map((text) => `${path}: ${text}`));
        if (Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0) raw.push(`${path} is too wide`);
        await picture(page, `pseudo${path.replaceAll(/[/?=]/g, "-")}`);
        await page.evaluate("localStorage.removeItem('oneheart-language')");
      },
      { viewport: { width: 390, height: 844 } },
    );
    assert.deepEqual([...new Set(raw)], []);
  });
});

// Text, because it runs in the browser. Names of people, zones and missions are data and no words of the portal.
const findRaw = `[...document.querySelectorAll("h1, h2, h3, label, legend, thead th, button, nav a")]
  .filter((element) => element.checkVisibility() && !element.matches("tbody *") && !element.closest("[data-data]"))
  .map((element) => element.innerText.trim())
  .filter((text) => /[A-Za-z]{3}/.test(text) && !text.includes("⟦") && !/^(OneHeart|the_|Zone$|Clean up$|English)/.test(text))`;
