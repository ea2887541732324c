import assert from "node:assert/strict";
import { impactContract } from "@oneheart/contracts";
import { openProgramme, questReaches, until } from "@oneheart/testing";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { buildPortal } from "../../../portal/build/build.ts";
import { adminPassword, playerHandsIn, serveHere } from "../harness.ts";
import { launchChromium, openPage } from "./chromium.ts";

type Tone = "accepted" | "refused" | "undecided";

/** An award that is in the log. */
interface SealedAward {
  id: string;
  leaf_index: number;
  xp: number;
  hearts: number;
}

/** A server with two awards in its log, a browser, and what a reader does on `/verify`. */
export interface VerifyPages {
  browser: Browser;
  url: string;
  sealed: SealedAward;
  receipt: string;
  key: string;
  /** One more award. */
  earn(): Promise<SealedAward>;
  /** Opens the page, uses it, and sees to it that it did nothing that it should not. */
  withPage(path: string, use: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void>;
  /** Checks a receipt, with the server's key where none is given. */
  check(page: Page, text: string, ownKey?: string): Promise<void>;
  /** Waits for a verdict of this kind and reads it. */
  verdict(page: Page, tone: Tone): Promise<string>;
  /** The same for the comparison with the log of today. */
  present(page: Page, tone: Tone): Promise<string>;
  close(): Promise<void>;
}

export async function openVerifyPages(): Promise<VerifyPages> {
  await buildPortal();
  const browser = await launchChromium();
  const { server, stop } = await serveHere().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const { url } = server;
  const programme = await openProgramme(url, adminPassword);
  const get = async (path: string) => (await fetch(url + path)).text();

  async function earn(): Promise<SealedAward> {
    const { person, questId } = await playerHandsIn(url, programme);
    await questReaches(person, questId, "completed");
    const look = () => person.call(impactContract.operations.listLedger, { player_id: person.id });
    const { items } = await until(look, (page) => typeof page.items[0]?.leaf_index === "number", "the entry to be sealed");
    const { id, leaf_index, xp_delta, tokens_delta } = items[0]!;
    return { id, leaf_index: leaf_index!, xp: xp_delta, hearts: tokens_delta };
  }

  await earn();
  const sealed = await earn();
  const [receipt, key] = [await get(`/api/impact/receipt/${sealed.id}`), await get("/api/impact/log/key")];
  return {
    browser,
    url,
    sealed,
    receipt,
    key,
    earn,
    async withPage(path, use, options) {
      const { page, faults } = await openPage(browser, url, options);
      try {
        await page.goto(path);
        await page.getByRole("button", { name: "Check the receipt" }).waitFor();
        await use(page);
        assert.deepEqual(faults, []);
      } finally {
        await page.context().close();
      }
    },
    async check(page, text, ownKey) {
      await page.getByLabel("The receipt itself").fill(text);
      if (ownKey === undefined) await page.getByLabel("The key that this server publishes").check();
      else {
        await page.getByLabel("A key that I got elsewhere").check();
        await page.getByLabel("The log’s key").fill(ownKey);
      }
      await page.getByRole("button", { name: "Check the receipt" }).click();
    },
    verdict: (page, tone) => page.getByRole("region", { name: "Verdict" }).locator(`[data-tone=${tone}]`).first().innerText(),
    present: (page, tone) => cardOf(page, "The log today").locator(`[data-tone=${tone}]`).innerText(),
    async close() {
      await browser.close();
      await stop();
    },
  };
}

/** A part of the result, by its heading. */
export function cardOf(page: Page, title: string): Locator {
  return page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: title, level: 2 }) })
    .last();
}
