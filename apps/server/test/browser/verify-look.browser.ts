import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { openPage, picture } from "./chromium.ts";
import { findLowContrast } from "./contrast.ts";
import { openVerifyPages, type VerifyPages } from "./verify-pages.ts";

describe("the page that verifies receipts, as it looks and feels,", () => {
  let pages: VerifyPages;
  before(async () => {
    pages = await openVerifyPages();
  });
  after(() => pages?.close());

  it("can be used with the keyboard alone, every field with a name", async () => {
    await pages.withPage("/verify", async (page) => {
      await page.getByLabel("The receipt itself").fill(pages.receipt);
      const focused = () => page.evaluate<string>("document.activeElement.id");
      await page.locator("#receipt").focus();
      for (const id of ["receipt-file", "key-server"]) {
        await page.keyboard.press("Tab");
        assert.equal(await focused(), id);
      }
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(), "key-own");
      await page.keyboard.press("Tab");
      await page.keyboard.insertText(pages.key.trim());
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      assert.equal(await focused(), "check");
      await page.keyboard.press("Enter");
      assert.match(await pages.verdict(page, "accepted"), /The receipt holds/);
      const fields = await page.evaluate<string[]>(
        `[...document.querySelectorAll("input, textarea")].filter((field) => field.labels.length === 0).map((field) => field.id)`,
      );
      assert.deepEqual(fields, []);
      assert.equal(await page.locator("[aria-live=polite]").count(), 2);
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has the contrast of WCAG AA in its ${colorScheme} theme, whatever the verdict, and fits a narrow screen`, async () => {
      const good = async (page: Page) => {
        const { checked, low } = await findLowContrast(page);
        assert.ok(checked > 20);
        assert.deepEqual(low, []);
      };
      await pages.withPage(
        "/verify",
        async (page) => {
          await page.getByText("Keys of witnesses").click();
          await good(page);
          await picture(page, `form-${colorScheme}`);
          await pages.check(page, "Dear sir or madam,", pages.key);
          await pages.verdict(page, "refused");
          await good(page);
          await pages.check(page, pages.receipt, "x");
          await pages.verdict(page, "undecided");
          await good(page);
          await pages.check(page, pages.receipt, pages.key);
          await pages.verdict(page, "accepted");
          for (const summary of await page.locator("#result summary").all()) await summary.click();
          await page.getByRole("button", { name: "Compare" }).click();
          await pages.present(page, "accepted");
          await good(page);
          await picture(page, `all-${colorScheme}`);
        },
        { colorScheme },
      );
      await pages.withPage(
        "/verify",
        async (page) => {
          await pages.check(page, pages.receipt, pages.key);
          await pages.verdict(page, "accepted");
          const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
          assert.ok(wide <= 320, `${wide} wide`);
          await picture(page, `narrow-${colorScheme}`);
        },
        { colorScheme, viewport: { width: 320, height: 640 } },
      );
    });
  }

  it("is loaded under a policy that lets nothing in from elsewhere and makes no markup of text", async () => {
    const { page } = await openPage(pages.browser, pages.url);
    await page.goto("/verify");
    const markup = `(() => { try { document.body.innerHTML = "<b>x</b>"; return "made"; } catch { return "refused"; } })()`;
    assert.equal(await page.evaluate(markup), "refused");
    const violated = (attempt: string) =>
      page.evaluate<string>(`new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
        ${attempt}
      })`);
    assert.equal(await violated(`fetch("http://127.0.0.1:9/").catch(() => {});`), "connect-src");
    assert.equal(await violated(`document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/" }));`), "img-src");
    assert.equal(await violated(`document.body.setAttribute("style", "color: red");`), "style-src-attr");
    await page.context().close();
  });
});
