import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { formatProof, parseProof } from "@oneheart/tlog";
import type { Page } from "playwright-core";
import { openPage, picture } from "./chromium.ts";
import { findWide, findWithAxe } from "./look.ts";
import { logKey, receiptOf, witnessKey } from "./own-log.ts";
import { cardOf, openVerifyPages, type VerifyPages } from "./verify-pages.ts";

describe("the page that verifies receipts", () => {
  let pages: VerifyPages;
  before(async () => {
    pages = await openVerifyPages();
  });
  after(() => pages?.close());

  it("accepts an entry named in the address, and shows it in words, as a table, and with its proof", async () => {
    await pages.withPage(`/verify?entry=${pages.sealed.id}`, async (page) => {
      const words = await pages.verdict(page, "accepted");
      assert.match(words, /The receipt holds/);
      assert.match(words, new RegExp(`Entry ${pages.sealed.leaf_index} is in the log oneheart.local/ledger`));
      assert.match(
        words,
        new RegExp(`A player earned ${pages.sealed.xp} XP, ${pages.sealed.hearts} Heart tokens and [\\d.]+ impact credits\\.`),
      );
      const entry = await cardOf(page, "The entry").innerText();
      for (const shown of [pages.sealed.id, "impact.award", "Rule version", "the Local pool"]) assert.ok(entry.includes(shown), shown);
      const rows = await cardOf(page, "The entry").locator("tbody tr").allInnerTexts();
      assert.ok(
        rows.some((row) => new RegExp(`^transfer\\s+${pages.sealed.xp}\\s+XP\\s+newly issued\\s+a player`).test(row)),
        rows[0],
      );
      const proof = await cardOf(page, "The proof").innerText();
      assert.ok(proof.includes(pages.key.split("+").slice(0, 2).join("+")), "the key that signed");
      assert.match(await cardOf(page, "What this shows").innerText(), /does not show that the server is the one that you mean/);
      await picture(page, "accepted-light");
    });
  });

  it("checks a pasted receipt with a key of one's own without any network", async () => {
    await pages.withPage("/verify", async (page) => {
      await page.context().setOffline(true);
      await pages.check(page, pages.receipt.trimEnd().replaceAll("\n", "\r\n"), pages.key);
      assert.match(await pages.verdict(page, "accepted"), /The receipt holds/);
      assert.match(await cardOf(page, "What this shows").innerText(), /this server included/);
    });
  });

  it("takes a receipt as a file that is chosen, and as one that is dropped anywhere", async () => {
    const file = { name: "entry.tlog-proof", mimeType: "text/plain", buffer: Buffer.from(pages.receipt) };
    await pages.withPage("/verify", async (page) => {
      await page.getByLabel("Choose a file").setInputFiles(file);
      assert.match(await pages.verdict(page, "accepted"), /The receipt holds/);
    });
    await pages.withPage("/verify", async (page) => {
      const make = `(() => { const all = new DataTransfer(); all.items.add(new File([${JSON.stringify(pages.receipt)}], "x.tlog-proof")); return all; })()`;
      await page.locator("h1").dispatchEvent("drop", { dataTransfer: await page.evaluateHandle(make) });
      assert.match(await pages.verdict(page, "accepted"), /The receipt holds/);
    });
  });

  it("refuses whatever was altered, and says what in one sentence", async () => {
    const proof = parseProof(pages.receipt);
    const richer = Buffer.from(
      Buffer.from(proof.extra!)
        .toString()
        .replace(`"amount":"${pages.sealed.xp}"`, `"amount":"${pages.sealed.xp + 1}"`),
    );
    assert.notDeepEqual(richer, Buffer.from(proof.extra!));
    const lines = pages.receipt.split("\n");
    const signature = lines.findIndex((line) => line.startsWith("—"));
    const root = signature - 2;
    const alter = (at: number, change: (line: string) => string) =>
      lines.map((line, index) => (index === at ? change(line) : line)).join("\n");
    const cases: Array<[name: string, text: string, sentence: RegExp]> = [
      ["amount", formatProof({ ...proof, extra: richer }), /entry, its index or its path was altered/],
      ["index", formatProof({ ...proof, index: proof.index - 1 }), /entry, its index or its path was altered/],
      ["index beyond", formatProof({ ...proof, index: 1_000_000 }), /index was altered: it lies outside the tree/],
      ["path", formatProof({ ...proof, hashes: proof.hashes.map(() => new Uint8Array(32)) }), /path was altered/],
      ["root", alter(root, () => Buffer.alloc(32, 1).toString("base64")), /checkpoint or its signature was altered/],
      [
        "signature",
        alter(signature, (line) => `${line.slice(0, -12)}${line.at(-12) === "A" ? "B" : "A"}${line.slice(-11)}`),
        /checkpoint or its signature was altered/,
      ],
      ["half a file", pages.receipt.slice(0, pages.receipt.length / 2), /This is not a whole receipt/],
      ["another text", "Dear sir or madam,", /This is not a whole receipt/],
    ];
    await pages.withPage("/verify", async (page) => {
      for (const [name, text, sentence] of cases) {
        await pages.check(page, text, pages.key);
        assert.match(await pages.verdict(page, "refused"), sentence, name);
        assert.equal(await cardOf(page, "The proof").count(), 0, `${name}: nothing of it is shown as proven`);
      }
      await picture(page, "refused-light");
    });
  });

  it("refuses a receipt under another key and names both, and does not judge with a key that is none", async () => {
    await pages.withPage("/verify", async (page) => {
      await pages.check(page, pages.receipt, logKey);
      const words = await pages.verdict(page, "refused");
      assert.match(
        words,
        /Another key has signed this receipt: it names oneheart\.local\/ledger\+[0-9a-f]{8}, and the key given is example\.org/,
      );
      await pages.check(page, pages.receipt, `${pages.key.trim()}x`);
      assert.match(await pages.verdict(page, "undecided"), /A key that was given cannot be used/);
      await pages.check(page, pages.receipt, witnessKey);
      assert.match(await pages.verdict(page, "undecided"), /is a witness’s key, not the log’s/);
    });
  });

  it("takes a verdict away as soon as what it was about changes", async () => {
    await pages.withPage("/verify", async (page) => {
      await pages.check(page, pages.receipt, pages.key);
      await pages.verdict(page, "accepted");
      await page.getByLabel("The receipt itself").press("End");
      await page.getByLabel("The receipt itself").pressSequentially("x");
      assert.equal(await page.getByRole("region", { name: "Verdict" }).innerText(), "");
    });
  });

  it("shows who cosigned and when, asks for a quorum, and renders Thai and never runs markup", async () => {
    const text = await receiptOf({ sponsor: "บริษัท หัวใจเดียว จำกัด", note: "<img src=x onerror=alert(1)>" });
    await pages.withPage("/verify", async (page) => {
      await page.getByText("Keys of witnesses").click();
      await page.getByLabel("How many of them must have signed").fill("1");
      await pages.check(page, text, logKey);
      assert.match(await pages.verdict(page, "refused"), /Fewer known witnesses have cosigned/);
      await page.getByLabel("Witnesses’ keys").fill(witnessKey);
      await pages.check(page, text, logKey);
      assert.match(await pages.verdict(page, "accepted"), /12,345\.50 THB from the treasury \(กองทุนชุมชน\) to the Local pool/);
      const proof = await cardOf(page, "The proof").innerText();
      assert.match(proof, /witness\.example\.org\+[0-9a-f]{8}\s+a witness\s+21 Sept? 2026/);
      await page.getByText("Details", { exact: true }).click();
      const entry = await cardOf(page, "The entry").innerText();
      assert.ok(entry.includes("บริษัท หัวใจเดียว จำกัด") && entry.includes("<img src=x"));
      assert.equal(await cardOf(page, "The entry").locator("img").count(), 0);
      await picture(page, "thai-witness-light");
    });
  });

  it("compares with the log of today, and sees when it was taken back or is signed by another", async () => {
    await pages.earn();
    await pages.withPage("/verify", async (page) => {
      await pages.check(page, pages.receipt);
      const compare = page.getByRole("button", { name: "Compare with the log as it is now" });
      await compare.click();
      assert.match(await pages.present(page, "accepted"), /Nothing was taken back.*begins with the tree of this receipt.*added since/s);
      await picture(page, "compared-light");

      const checkpoint = "**/api/impact/log/checkpoint";
      const older = parseProof(pages.receipt).checkpoint;
      await page.route(checkpoint, (route) => route.fulfill({ body: older.replace(/^\d+$/m, "1") }));
      await compare.click();
      assert.match(await pages.present(page, "refused"), /signature of the present checkpoint is wrong/);
      await page.unroute(checkpoint);
      await page.route(checkpoint, async (route) => route.fulfill({ body: parseProof(await receiptOf({})).checkpoint }));
      await compare.click();
      assert.match(await pages.present(page, "undecided"), /not signed by the key that you gave: it is another log/);
      await page.unroute(checkpoint);
      await page.route("**/api/impact/log/tile/**", (route) => route.fulfill({ body: Buffer.alloc(64) }));
      await compare.click();
      assert.match(await pages.present(page, "refused"), /do not lead to the root|A tile of the log is damaged/);
      await page.unroute("**/api/impact/log/tile/**");
      await page.route(checkpoint, (route) => route.abort());
      await compare.click();
      assert.match(await pages.present(page, "undecided"), /cannot be reached/);
    });
  });

  it("says in a sentence why a receipt cannot be fetched", async () => {
    await pages.withPage("/verify", async (page) => {
      const ask = async (id: string) => {
        await page.getByLabel("Id of an entry").fill(id);
        await page.getByRole("button", { name: "Fetch and check" }).click();
        return pages.verdict(page, "undecided");
      };
      assert.match(await ask("12"), /This is not the id of an entry/);
      assert.match(await ask("0195f0c8-0000-7000-8000-000000000001"), /knows no entry with this id/);
      await page.context().setOffline(true);
      assert.match(await ask(pages.sealed.id), /cannot be reached/);
      await picture(page, "undecided-light");
    });
  });

  it("is reached from an entry, where a forged receipt is shown for what it is", async () => {
    await pages.withPage("/verify", async (page) => {
      const forged = pages.receipt.replace(/^extra .*$/m, `extra ${Buffer.from("{}").toString("base64")}`);
      assert.notEqual(forged, pages.receipt);
      await page.route("**/api/impact/receipt/**", (route) => route.fulfill({ body: forged }));
      await page.goto("/transparency");
      await page
        .getByRole("button", { name: /^Where this number comes from/ })
        .first()
        .click();
      await page.getByRole("button", { name: "Check the receipt" }).first().click();
      const told = page.getByRole("dialog").getByRole("alert");
      assert.match(await told.innerText(), /The receipt does not hold\s+The entry, its index or its path was altered/);
      await picture(page, "verify-trail-forged");
      await page.unroute("**/api/impact/receipt/**");
      await page.getByRole("link", { name: /with a key of your own/ }).click();
      assert.match(await pages.verdict(page, "accepted"), /The receipt holds/);
    });
  });

  it("can be used with the keyboard alone", async () => {
    await pages.withPage("/verify", async (page) => {
      await page.getByLabel("The receipt itself").fill(pages.receipt);
      await page.getByLabel("The key that this server publishes").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      await page.keyboard.insertText(pages.key.trim());
      await page.keyboard.press("Enter");
      await page.getByLabel("The log’s key").press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.match(await pages.verdict(page, "accepted"), /The receipt holds/);
    });
  });

  it("has nothing that axe finds, whatever the verdict, in both themes, and fits a narrow screen", async () => {
    await pages.withPage("/verify", async (page) => {
      await page.getByText("Keys of witnesses").click();
      await pages.check(page, "Dear sir or madam,", pages.key);
      await pages.verdict(page, "refused");
      await good(page, "refused");
      await pages.check(page, pages.receipt, "x");
      await pages.verdict(page, "undecided");
      await good(page, "undecided");
      await pages.check(page, pages.receipt, pages.key);
      await pages.verdict(page, "accepted");
      for (const summary of await page.locator("main summary").all()) await summary.click();
      await page.getByRole("button", { name: "Compare" }).click();
      await pages.present(page, "accepted");
      await good(page, "accepted");
    });
  });

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

/** Both themes by axe, and the width of a small phone. */
async function good(page: Page, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await findWithAxe(page), []);
    await picture(page, `verify-${state}-${colorScheme}`);
  }
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  await picture(page, `verify-${state}-narrow`);
  assert.deepEqual(await findWide(page), []);
  await page.setViewportSize(size);
}
