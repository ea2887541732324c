import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sponsorContract } from "@oneheart/contracts";
import type { Page } from "playwright-core";
import { goAndLoad, picture } from "./chromium.ts";
import { findLowContrast } from "./contrast.ts";
import { openSponsorPages, type SponsorPages } from "./sponsor-pages.ts";

const { operations } = sponsorContract;

describe("the sponsor's panel", () => {
  let pages: SponsorPages;
  before(async () => {
    pages = await openSponsorPages();
    for (let made = 0; made < 3; made += 1) await pages.earn();
  });
  after(() => pages?.close());

  const loaded = (page: Page) => page.getByText(/Are the campaigns on pace\?|แคมเปญเป็นไปตามจังหวะ/).first();
  const trail = (page: Page) => page.getByRole("dialog", { name: "Where this number comes from" });

  it("is where a sponsor begins, and says what the money did", async () => {
    await pages.withPage("/sponsor", async (page) => {
      await loaded(page).waitFor();
      const panel = await pages.sponsor.call(operations.sponsorPanel, {});
      const money = (minor: number) => `฿${(minor / 100).toLocaleString("en-GB", { minimumFractionDigits: 2 })}`;
      for (const words of [money(panel.spent.value!), money(panel.cost_per_action!.value!), "Friends of the Canals"])
        await page.getByText(words, { exact: false }).first().waitFor();
      await page.getByRole("img", { name: /^Spent from .*The table has every number/ }).waitFor();
      await page.getByRole("application", { name: /Map of where your money worked/ }).waitFor();
      await page.getByText("Too early to say").or(page.getByText("8 in 10")).first().waitFor();
    });
  });

  it("leads from what was spent, by way of its entries, to a receipt that this browser verifies", async () => {
    await pages.withPage("/sponsor", async (page) => {
      await page.getByRole("button", { name: /^Where this number comes from: Spent\b/ }).click();
      await trail(page).getByText("Together they come to").waitFor();
      assert.equal(await trail(page).getByRole("button", { name: "Check the receipt" }).count(), 3);
      await picture(page, "sponsor-trail");
      await trail(page).getByRole("button", { name: "Check the receipt" }).last().click();
      await trail(page).getByText("The log signed this root").waitFor();
      await picture(page, "sponsor-receipt");
    });
  });

  it("leads from a cost to both figures that it compares, and back", async () => {
    await pages.withPage("/sponsor", async (page) => {
      await page.getByRole("button", { name: /^Where this number comes from: Cost per verified action\b/ }).click();
      await trail(page).getByText("against").waitFor();
      await picture(page, "sponsor-parts");
      await trail(page).getByRole("button", { name: "What this is made of" }).last().click();
      await trail(page).getByText("Together they come to 3 actions").waitFor();
      await trail(page).getByRole("button", { name: "Back to both" }).click();
      await trail(page).getByText("against").waitFor();
      await page.keyboard.press("Escape");
      await trail(page).waitFor({ state: "hidden" });
    });
  });

  it("keeps what it shows in its address", async () => {
    await pages.withPage("/sponsor", async (page) => {
      await page.getByLabel("Campaign", { exact: true }).selectOption({ label: "Clean canals for everybody" });
      await page.getByLabel("Period").selectOption({ label: "Last 30 days" });
      await page.waitForURL(/campaign=.*from=/);
      await page.reload();
      assert.equal(await page.getByLabel("Period").inputValue(), "last_30");
      const chosen = page.getByLabel("Campaign", { exact: true }).locator("option:checked", { hasText: "Clean canals for everybody" });
      await chosen.waitFor({ state: "attached" });
      await page.getByLabel("Period").selectOption({ label: "Own days" });
      await page.getByLabel("From", { exact: true }).fill("2024-01-01");
      await page.getByLabel("Until", { exact: true }).fill("2024-01-31");
      await page.getByText("Nothing was paid for in this period").waitFor();
    });
  });

  it("has the same numbers in its tables, which lead down by keyboard", async () => {
    await pages.withPage("/sponsor", async (page) => {
      await page.getByText("As a table").click();
      const panel = await pages.sponsor.call(operations.sponsorPanel, {});
      const rows = page.getByRole("region", { name: "Over time" }).or(page.getByLabel("Over time")).locator("tbody tr");
      assert.equal(await rows.count(), panel.trend.length);
      await rows.first().getByRole("button").first().focus();
      await page.keyboard.press("Enter");
      await trail(page).getByText("Together they come to").waitFor();
    });
  });

  it("works out a social return as soon as somebody says what it assumes, and again as sliders move", async () => {
    await pages.withPage("/sponsor/roi", async (page) => {
      await page.getByText("Nobody has said yet what this return assumes").waitFor();
      await page.getByLabel("What changes, in a line").fill("Cleaner canals");
      const worth = page.getByRole("group", { name: "Worth of one" });
      for (const [label, value] of [
        ["Low case", "10"],
        ["Base case", "20"],
        ["High case", "40"],
      ] as const)
        await worth.getByLabel(label).fill(value);
      for (const source of await page.getByLabel("Where the numbers come from").all()) await source.fill("Price list of the city");
      await page.getByRole("button", { name: "Save the assumptions" }).click();
      // Three actions that cost 20.00 each, worth 10.00 to 40.00 each.
      await page.getByText("฿0.50 – ฿2.00").first().waitFor();
      await page.getByText("฿1.00 in the base case").waitFor();
      await page.getByText("What would have happened without the programme is assumed").waitFor();
      await page.getByRole("slider", { name: "Worth of one" }).focus();
      await page.keyboard.press("End");
      await page.getByText("With the sliders as they are: ฿2.00").waitFor();
      await picture(page, "sponsor-roi");
    });
  });

  it("creates a campaign in five steps, says what its budget buys, and keeps what was typed", async () => {
    await pages.withPage("/sponsor/new", async (page) => {
      const next = () => page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("checkbox").first().waitFor();
      await next();
      await page.getByText("Choose a zone at least.").waitFor();
      await page.getByRole("checkbox").first().check();
      await next();
      await page.getByLabel("The campaign in a line").fill("Canals of the next year");
      await page.reload();
      await page.getByRole("button", { name: "2 What and when" }).click();
      assert.equal(await page.getByLabel("The campaign in a line").inputValue(), "Canals of the next year");
      await page.getByLabel("From", { exact: true }).fill("2028-01-01");
      await page.getByLabel("Until", { exact: true }).fill("2028-06-30");
      await next();
      await page.getByLabel("Budget (THB)").fill("2000");
      await page.getByLabel("What one Heart token costs (THB)").fill("2");
      // 1,000 tokens, at ten for each action of the zone's only mission.
      await page
        .getByText("about 100", { exact: true })
        .or(page.getByText(/^about 100/))
        .first()
        .waitFor();
      await picture(page, "sponsor-new-money");
      await next();
      await next();
      await page.getByText("1 Jan 2028 – 30 Jun 2028").waitFor();
      await picture(page, "sponsor-new-check");
      await page.getByRole("button", { name: "Create the campaign" }).click();
      await page.getByText("The campaign is there").waitFor();
      await page.getByRole("button", { name: "Announce a transfer of ฿2,000.00" }).click();
      await page.getByText(/OH-[0-9A-F]{12}/).waitFor();
      await picture(page, "sponsor-new-created");
    });
    const { items } = await pages.sponsor.call(operations.listCampaigns, {});
    const made = items.find(({ title }) => title === "Canals of the next year")!;
    assert.deepEqual(
      [made.budget_minor, made.rate.minor, made.pools.global_bps, made.starts_at],
      [200_000, 200, 1_000, "2028-01-01T00:00:00.000Z"],
    );
  });

  it("has no answers of few people, who answer once each by a code of their own", async () => {
    const [link] = await pages.voiceLinks(1);
    const phone = { viewport: { width: 390, height: 844 } };
    const answering = async (page: Page) => {
      for (const answer of ["Very much", "More of this"]) await page.getByLabel(answer).check();
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("Your answer counts").waitFor();
      await page.reload();
      await page.getByText("This link was answered already").waitFor();
      await page.goto("/sponsor");
      await page.getByText("fewer than 10").waitFor();
    };
    await pages.withPage(link!, answering, phone);
  });

  it("says why there is no picture to see yet", async () => {
    await pages.withPage("/sponsor/gallery", async (page) => {
      await page.getByText("No player has allowed pictures for sponsors yet").waitFor();
    });
  });

  for (const colorScheme of ["light", "dark"] as const)
    for (const locale of ["en-GB", "th-TH"]) {
      it(`has enough contrast and fits every width in its ${colorScheme} theme in ${locale}`, async () => {
        const [voice] = (await pages.voiceLinks(1)) as [string];
        await pages.withPage(
          "/sponsor",
          async (page) => {
            for (const [path, name] of [
              [voice, "voice"],
              ["/sponsor", "panel"],
              ["/sponsor/roi", "roi"],
              ["/sponsor/gallery", "gallery"],
              ["/sponsor/reports", "reports"],
              ["/sponsor/new", "new"],
            ] as const) {
              await goAndLoad(page, path, "main :is(select, input)");
              for (const width of [1440, 390]) {
                await page.setViewportSize({ width, height: 900 });
                const { checked, low } = await findLowContrast(page);
                assert.ok(checked > 10, `${path} has ${checked} texts`);
                assert.deepEqual(low, []);
                const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
                assert.ok(wide <= width, `${path} is ${wide} wide`);
                await picture(page, `sponsor-${name}-${width}-${colorScheme}-${locale}`);
              }
            }
          },
          { colorScheme, locale, viewport: { width: 1440, height: 900 } },
        );
      });
    }
});
