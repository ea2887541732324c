import assert from "node:assert/strict";
import { identityContract } from "@oneheart/contracts";
import { logIn, openProgramme, type Person, type Programme } from "@oneheart/testing";
import pg from "pg";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { buildPortal } from "../../../portal/build/build.ts";
import { adminPassword, serveHere } from "../harness.ts";
import { launchChromium, openPage } from "./chromium.ts";

type Role = "reviewer" | "admin" | "sponsor";
const password = "a walk through the old town";

/** The portal on a whole server, with a programme, somebody of each role, and a browser. */
export interface PortalPages {
  browser: Browser;
  url: string;
  programme: Programme;
  /** The same person over the API. */
  person(role: Role): Promise<Person>;
  sql(text: string, values?: unknown[]): Promise<Array<Record<string, unknown>>>;
  /** Opens a page in a profile of its own, signed in, uses it, and sees to it that it did nothing that it should not. */
  withPage(role: Role | undefined, path: string, use: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void>;
  /** Fills in the form for signing in, wherever it is shown. */
  signIn(page: Page, role: Role): Promise<void>;
  close(): Promise<void>;
}

export async function openPortalPages(): Promise<PortalPages> {
  await buildPortal();
  const browser = await launchChromium();
  const { server, ownerUrl, stop } = await serveHere().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const { url } = server;
  const programme = await openProgramme(url, adminPassword);
  const database = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  for (const role of ["reviewer", "admin", "sponsor"] as const)
    await programme.admin.call(identityContract.operations.createAccount, {
      username: `the_${role}`,
      email: `${role}@example.org`,
      password,
      role,
    });

  async function signIn(page: Page, role: Role): Promise<void> {
    await page.getByLabel("User name or e-mail").fill(`the_${role}`);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.locator("form").getByRole("button", { name: "Sign in" }).click();
  }

  return {
    browser,
    url,
    programme,
    person: (role) => logIn(url, `the_${role}`, password),
    sql: async (text, values) => (await database.query(text, values)).rows as Array<Record<string, unknown>>,
    signIn,
    async withPage(role, path, use, options) {
      const { page, faults } = await openPage(browser, url, options);
      try {
        if (role !== undefined) {
          await page.goto("/sign-in");
          await signIn(page, role);
          await page
            .getByRole("link", { name: `the_${role}` })
            .first()
            .waitFor({ state: "attached" });
        }
        await page.goto(path);
        await use(page);
        assert.deepEqual(faults, []);
      } finally {
        await page.context().close();
      }
    },
    async close() {
      await browser.close();
      await database.end();
      await stop();
    },
  };
}
