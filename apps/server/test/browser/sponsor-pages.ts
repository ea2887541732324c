import assert from "node:assert/strict";
import { identityContract, sponsorContract } from "@oneheart/contracts";
import { logIn, openProgramme, type Person, questReaches, until } from "@oneheart/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { buildPortal } from "../../../portal/build/build.ts";
import { adminPassword, playerHandsIn, serveHere } from "../harness.ts";
import { launchChromium, openPage } from "./chromium.ts";

const { operations } = sponsorContract;
const password = "a walk through the old town";
const username = "the_sponsor";
const day_ms = 86_400_000;

/** The portal on a whole server, with a sponsor whose campaign paid for verified actions, and a browser. */
export interface SponsorPages {
  sponsor: Person;
  /** Links for people whom the mission is for. */
  voiceLinks(count: number): Promise<string[]>;
  /** One more verified action that the campaign pays for. */
  earn(): Promise<void>;
  /** Opens a page signed in as the sponsor, uses it, and sees to it that it did nothing that it should not. */
  withPage(path: string, use: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void>;
  close(): Promise<void>;
}

export async function openSponsorPages(): Promise<SponsorPages> {
  await buildPortal();
  const browser: Browser = await launchChromium();
  const { server, stop } = await serveHere().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const { url } = server;
  const programme = await openProgramme(url, adminPassword);
  await programme.admin.call(identityContract.operations.createAccount, {
    username,
    email: "sponsor@example.org",
    password,
    role: "sponsor",
  });
  const sponsor = await logIn(url, username, password);
  const organisation = await sponsor.call(operations.createOrganisation, { name: "มูลนิธิรักษ์คลอง (Friends of the Canals)" });
  const campaign = await sponsor.call(operations.createCampaign, {
    organisation_id: organisation.id,
    title: "Clean canals for everybody",
    zone_ids: [programme.zoneId],
    starts_at: new Date(Date.now() - 20 * day_ms).toISOString(),
    ends_at: new Date(Date.now() + 70 * day_ms).toISOString(),
    budget_minor: 1_000_000,
    currency: "THB",
    rate: { tokens: 1, minor: 250 },
    pools: { local_bps: 6_000, national_bps: 3_000, global_bps: 1_000 },
  });
  const { id } = await sponsor.call(operations.contribute, { id: campaign.id, amount_minor: 500_000, method: "transfer" });
  await programme.admin.call(operations.confirmContribution, { id });

  async function earn(): Promise<void> {
    const spent = async () => (await sponsor.call(operations.getCampaign, { id: campaign.id })).funds.spent_minor;
    const before = await spent();
    const { person, questId } = await playerHandsIn(url, programme);
    await questReaches(person, questId, "completed");
    await until(spent, (now) => now > before, "the campaign to pay");
  }

  return {
    sponsor,
    async voiceLinks(count) {
      const { items } = await programme.admin.call(operations.handOutVoiceLinks, { mission_id: programme.missionId, count });
      return items.map(({ url: link }) => `/voice${new URL(link).search}`);
    },
    earn,
    async withPage(path, use, options) {
      const { page, faults } = await openPage(browser, url, options);
      try {
        await page.goto("/sign-in");
        await page.getByLabel(/User name or e-mail|ชื่อผู้ใช้/).fill(username);
        await page.getByLabel(/^(Password|รหัสผ่าน)$/).fill(password);
        await page
          .locator("form")
          .getByRole("button", { name: /Sign in|เข้าสู่ระบบ/ })
          .click();
        await page.waitForURL((to) => to.pathname !== "/sign-in");
        if (path !== new URL(page.url()).pathname) await page.goto(path);
        await use(page);
        assert.deepEqual(faults, []);
      } finally {
        await page.context().close();
      }
    },
    async close() {
      await browser.close();
      await stop();
    },
  };
}
