import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sponsorContract } from "@oneheart/contracts";
import type { Page } from "playwright-core";
import { goAndLoad, picture } from "./chromium.ts";
import { findWide, findWithAxe } from "./look.ts";
import { openPortalPages, type PortalPages } from "./portal-pages.ts";

type Visitor = "reviewer" | "sponsor" | "admin" | undefined;
const places: Array<[visitor: Visitor, path: string]> = [
  [undefined, "/"],
  [undefined, "/join"],
  [undefined, "/transparency"],
  [undefined, "/verify"],
  [undefined, "/sign-in"],
  [undefined, "/ledger"],
  [undefined, "/nowhere"],
  [undefined, "/review"],
  ["reviewer", "/review"],
  ["reviewer", "/review/pictures"],
  ["sponsor", "/sponsor/gallery"],
  ["sponsor", "/sponsor/reports"],
  ["admin", "/ledger"],
  ["admin", "/admin"],
  ["admin", "/admin/missions"],
  ["admin", "/admin/missions?mission=new"],
  ["admin", "/admin/zones"],
  ["admin", "/admin/zones?zone=new"],
  ["admin", "/admin/people"],
  ["admin", "/admin/rewards"],
  ["admin", "/admin/rewards?reward=new"],
  ["admin", "/admin/economy"],
  ["admin", "/nation"],
  ["admin", "/nation/data"],
  ["admin", "/nation/exports"],
  ["admin", "/admin/approvals"],
  ["admin", "/admin/system"],
  ["admin", "/admin/areas"],
  ["admin", "/admin/audit"],
  ["admin", "/admin/settings"],
];

describe("every page of the portal", () => {
  let pages: PortalPages;
  before(async () => {
    pages = await openPortalPages();
    const sponsor = await pages.person("sponsor");
    await sponsor.call(sponsorContract.operations.createOrganisation, { name: "Zone" });
  });
  after(() => pages?.close());

  /** Walks all pages, with one page of the browser for each visitor. */
  async function walk(prepare: (page: Page) => Promise<void>, look: (page: Page, path: string) => Promise<void>): Promise<void> {
    for (const visitor of new Set(places.map(([who]) => who)))
      await pages.withPage(visitor, "/", async (page) => {
        await prepare(page);
        for (const [who, path] of places) {
          if (who !== visitor) continue;
          await goAndLoad(page, path, "h1");
          await look(page, path);
        }
      });
  }

  it("has nothing that axe finds, in both themes, and loses nothing on a narrow screen", async () => {
    const found: string[] = [];
    await walk(
      async () => {},
      async (page, path) => {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await findWithAxe(page)).map((place) => `${path} in the ${colorScheme} theme, ${place}`));
          await picture(page, `look${fileNameOf(path)}-${colorScheme}`);
        }
        for (const width of [390, 320]) {
          await page.setViewportSize({ width, height: 844 });
          await picture(page, `look${fileNameOf(path)}-${width}`);
          const scroll = Number(await page.evaluate("document.documentElement.scrollWidth"));
          if (scroll > width) found.push(`${path} needs ${scroll} pixels of ${width}`);
        }
        await page.setViewportSize(desk);
      },
    );
    assert.deepEqual(found, []);
  });

  it("shows no text that was never translated, and none that its room does not hold", async () => {
    const raw: string[] = [];
    await walk(
      async (page) => {
        await page.evaluate("localStorage.setItem('oneheart-language', 'pseudo')");
        await page.setViewportSize({ width: 390, height: 844 });
      },
      async (page, path) => {
        raw.push(...(await page.evaluate<string[]>(findRaw)).map((text) => `${path}: ${text}`));
        raw.push(...(await findWide(page)).map((text) => `${path} is too wide: ${text}`));
        await picture(page, `pseudo${fileNameOf(path)}`);
      },
    );
    assert.deepEqual([...new Set(raw)], []);
  });
});

const desk = { width: 1440, height: 900 };
const fileNameOf = (path: string) => path.replaceAll(/[/?=]/g, "-");

// Text, because it runs in the browser. Names of people, zones and missions are data and no words of the portal.
const findRaw = `[...document.querySelectorAll("h1, h2, h3, label, legend, thead th, button, nav a")]
  .filter((element) => element.checkVisibility() && !element.matches("tbody *") && !element.closest("[data-data]"))
  .map((element) => element.innerText.trim())
  .filter((text) => /[A-Za-z]{3}/.test(text) && !text.includes("⟦") && !/^(OneHeart|the_|Zone$|Clean up$|English)/.test(text))`;
