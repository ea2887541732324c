import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { identityContract, proofContract, verificationContract } from "@oneheart/contracts";
import { newPhotograph, questReaches, register, slowness, until } from "@oneheart/testing";
import type { Page } from "playwright-core";
import { playerHandsIn } from "../harness.ts";
import { picture } from "./chromium.ts";
import { openPortalPages, type PortalPages } from "./portal-pages.ts";

const { listReviews, ownReviews } = verificationContract.operations;
const { listSessions, revokeSession } = identityContract.operations;
const items = 24;
const perMinute = 20;

describe("the review page", () => {
  let pages: PortalPages;
  before(async () => {
    pages = await openPortalPages();
    await seed(pages);
  });
  after(() => pages?.close());

  const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });
  const ready = (page: Page) => page.locator('button:enabled:has-text("Approve")').waitFor();
  const title = (page: Page) => page.locator("h1").innerText();
  const decided = async () => Number((await pages.sql("SELECT count(*) FROM review_opinions"))[0]!.count);

  async function endSessions(): Promise<void> {
    const reviewer = await pages.person("reviewer");
    const { items: sessions } = await reviewer.call(listSessions, {});
    for (const { id, current } of sessions) if (!current) await reviewer.call(revokeSession, { id });
  }

  it("lets nothing be decided before the evidence was shown in full", async () => {
    await pages.withPage("reviewer", "/ledger", async (page) => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route("**/api/review-media/**", async (route) => {
        await held;
        await route.continue();
      });
      await page.getByRole("link", { name: "Review" }).first().click();
      await page.getByText("Not seen in full yet").first().waitFor();
      assert.ok(await approve(page).isDisabled());
      await page.keyboard.press("a");
      await page.keyboard.press("4");
      await page.keyboard.press("r");
      await page.getByText("Look at all of the evidence first.").waitFor();
      await picture(page, "review-not-seen");
      release();
      await ready(page);
      assert.equal(await decided(), 0);
    });
  });

  it("says why, what was checked, where it was, and shows its keys on a question mark", async () => {
    await pages.withPage("reviewer", "/review", async (page) => {
      await ready(page);
      assert.equal(await title(page), "Clean up");
      for (const words of ["Why you see this", "What was checked", "would pass by itself", "The place that was sent", "Reject because"])
        await page.getByText(words).first().waitFor();
      await page.keyboard.press("?");
      await page.getByRole("dialog").getByText("Reject with the chosen reason").waitFor();
      await picture(page, "review-keys");
      await page.keyboard.press("a");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      assert.equal(await decided(), 0, "keys of an open dialog decide nothing");
    });
  });

  it("takes a decision back, also from another page, and sends nothing before its time", async () => {
    await pages.withPage("reviewer", "/review", async (page) => {
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText("Approved: Clean up").waitFor();
      await picture(page, "review-decided");
      await page.keyboard.press("z");
      await ready(page);
      await page.keyboard.press("4");
      await page.keyboard.press("r");
      await page.getByText("Rejected: Clean up").waitFor();
      await page.getByRole("link", { name: "Ledger" }).first().click();
      await page.getByText(/Rejected: Clean up\. It is sent in \d+ second/).waitFor();
      await picture(page, "review-elsewhere");
      await page.keyboard.press("z");
      await page.getByText("Rejected: Clean up").waitFor({ state: "hidden" });
      assert.equal(await decided(), 0);
    });
  });

  it("asks about a decision that a reload left unsent after its time", async () => {
    await pages.withPage("reviewer", "/review", async (page) => {
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText("Approved: Clean up").waitFor();
      const kept = await page.evaluate("sessionStorage.getItem('oneheart-outbox')");
      await page.keyboard.press("z");
      const past = JSON.stringify((JSON.parse(String(kept)) as Array<{ due_ms: number }>).map((act) => ({ ...act, due_ms: 1 })));
      await page.evaluate(`sessionStorage.setItem('oneheart-outbox', ${JSON.stringify(past)})`);
      await page.reload();
      await page.getByText("Not sent yet").first().waitFor();
      assert.equal(await decided(), 0);
      await page.keyboard.press("z");
      await ready(page);
    });
  });

  it("loses nothing that was typed when the session ends in the middle", async () => {
    await pages.withPage("reviewer", "/review", async (page) => {
      await ready(page);
      await page.keyboard.press("e");
      await page.keyboard.type("The plaque on the wall is legible.");
      await page.keyboard.press("Escape");
      await endSessions();
      await page.keyboard.press("a");
      await page.keyboard.press("n");
      await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
      await picture(page, "review-session-ended");
      const before = await decided();
      await pages.signIn(page, "reviewer");
      await until(decided, (count) => count === before + 1, "the decision to be sent after signing in");
      const [opinion] = await pages.sql("SELECT note FROM review_opinions ORDER BY created_at DESC LIMIT 1");
      assert.equal(opinion!.note, "The plaque on the wall is legible.");
    });
  });

  it("tells when the lease ran out before a decision was sent, and goes on", async () => {
    await pages.withPage("reviewer", "/review", async (page) => {
      await ready(page);
      const before = await decided();
      await pages.sql("UPDATE review_items SET held_until = now() - interval '1 second' WHERE holder_id IS NOT NULL");
      await page.keyboard.press("a");
      await page.keyboard.press("n");
      await page.getByText("The decision was not taken").waitFor();
      await picture(page, "review-refused");
      assert.equal(await decided(), before);
      await page.keyboard.press("n");
      await ready(page);
      await pages.sql("UPDATE review_items SET held_until = now() + interval '2 seconds' WHERE holder_id IS NOT NULL");
      await page.reload();
      await page.getByText("The time for this item is over").waitFor();
      await picture(page, "review-lease-over");
      await page.keyboard.press("n");
      await ready(page);
    });
  });

  it("has a reviewer decide at least twenty items a minute by keyboard alone, down to an empty queue", async () => {
    await pages.withPage("reviewer", "/review", async (page) => {
      const before = await decided();
      const started = performance.now();
      let count = 0;
      let machine = 0;
      const isEmpty = page.getByText("Nothing waits for you");
      for (;;) {
        await page.locator('button:enabled:has-text("Approve")').or(isEmpty).first().waitFor();
        if (await isEmpty.isVisible()) break;
        if (count % 3 === 2) await page.keyboard.press("4");
        await page.keyboard.press(count % 3 === 2 ? "r" : "a");
        const sent = page.waitForResponse((response) => response.url().endsWith("/decision"));
        await page.keyboard.press("n");
        assert.equal((await sent).status(), 200);
        count += 1;
        machine += slowness();
        await page.getByRole("button", { name: /^Next/ }).waitFor({ state: "hidden" });
      }
      const minutes = (performance.now() - started) / 60_000;
      assert.ok(count >= perMinute, `${count} items`);
      // A busy machine makes no reviewer slower.
      const pace = (count / minutes) * (machine / count);
      assert.ok(pace >= perMinute, `${pace.toFixed(0)} a minute, ${(count / minutes).toFixed(0)} by the clock`);
      assert.equal((await decided()) - before, count);
      await picture(page, "review-empty");
      const reviewer = await pages.person("reviewer");
      assert.equal((await reviewer.call(ownReviews, {})).decisions_of_day, await decided());
      assert.match(await page.locator("main").innerText(), new RegExp(`${await decided()} decided in the last 24 hours`));
    });
  });

  it("lets a person blur more of a picture, take that back, and release it once its player allows it", async () => {
    const { person, questId, proofId } = await playerHandsIn(pages.url, pages.programme, `allows_${process.pid}`);
    await questReaches(person, questId, "completed");
    await person.call(proofContract.operations.setPictureConsent, { id: proofId, public: true, sponsor: false });
    const reviewer = await pages.person("reviewer");
    const waiting = async () => (await reviewer.call(proofContract.operations.listBlurredCopies, { state: "ready" })).items.length;
    await until(waiting, (count) => count === 1, "a copy to be made");
    const shown = async () => (await person.call(proofContract.operations.publicPictures, {})).items;
    await pages.withPage("reviewer", "/review/pictures", async (page) => {
      const release = page.locator('button:enabled:has-text("Release")');
      await release.waitFor();
      await page.keyboard.press("b");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByText("Drawn by a person").waitFor();
      await page.keyboard.press("z");
      await page.getByText("Drawn by a person").waitFor({ state: "detached" });
      await release.waitFor();
      const { x, y } = (await page.getByRole("application").boundingBox())!;
      await page.mouse.move(x + 20, y + 20);
      await page.mouse.down();
      await page.mouse.move(x + 120, y + 90, { steps: 4 });
      await page.mouse.up();
      await page.getByText("Drawn by a person").waitFor();
      await release.waitFor();
      await picture(page, "pictures");
      assert.deepEqual(await shown(), []);
      await page.keyboard.press("a");
      await page.getByText("Released.").waitFor();
    });
    const [first] = await shown();
    assert.equal(first!.proof_id, proofId);
    await pages.withPage(undefined, "/", async (page) => {
      await page.locator(`img[src="${first!.picture_url}"]`).scrollIntoViewIfNeeded();
      await page.waitForFunction("[...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0)");
    });
  });
});

/** Hands in pictures without the quest's code and without metadata, which the rules leave to people; the last two are one and the same picture, which they reject themselves. */
async function seed({ url, programme }: PortalPages): Promise<void> {
  const { admin, missionId, photographs } = programme;
  await admin.call(verificationContract.operations.setReviewPolicy, {
    second_opinion_bps: 0,
    second_opinion_from_tokens: 1_000_000,
    known_bps: 0,
  });
  const place = photographs[0]!;
  let taken = place;
  for (let item = 0; item < items; item += 1) {
    if (item < items - 1) taken = await newPhotograph(place);
    const player = await register(url, `player_${process.pid}_${item}`);
    await player.doQuest(missionId, { ...taken, capturedAt: new Date(), withoutCode: true });
  }
  const waiting = async () => (await admin.call(listReviews, { limit: 100 })).items.length;
  await until(waiting, (count) => count === items - 1, "the items to wait for a person");
}
