import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { type ScoredRow, scoringMarkdown, scoringTable } from "./support/scoring-table.ts";

const table = scoringTable();
/** The row whose description begins so. */
const row = (begins: string): ScoredRow => table.find(({ evidence }) => evidence.startsWith(begins)) ?? assert.fail(`no row ${begins}`);
const above = (more: string, less: string) =>
  assert.ok(row(more).score > row(less).score, `${more}: ${row(more).score}, ${less}: ${row(less).score}`);

describe("what evidence is worth", () => {
  test("agreement is worth more than absence, and absence never more than an honest but wrong clock", () => {
    above("Live, place and camera time", "Live, camera time in the file agrees, no place");
    above("Live, camera time in the file agrees, no place", "Live, stripped");
    above("Live, camera's clock years off, place", "Live, stripped");
    assert.equal(row("Live, camera's clock years off, no place").score, row("Live, stripped").score);
    above("Gallery, place and time", "Gallery, stripped");
    above("Gallery, camera's clock years off", "Gallery, stripped");
  });

  test("what the app captured live is worth more than the same picked from the gallery", () => {
    above("Live, place and camera time", "Gallery, place and time");
    above("Live, signed", "Gallery, signed");
    above("Gallery, signed", "Gallery, stripped");
    above("Live, stripped", "Gallery, stripped");
  });

  test("a phone's wrong clock does not keep live evidence from being verified, and alone rejects nobody", () => {
    const clocks = table.filter(({ evidence }) => evidence.startsWith("Live, phone's clock"));
    assert.deepEqual(
      clocks.map(({ outcome }) => outcome),
      ["verified", "verified", "verified", "verified", "in_review"],
    );
  });

  test("is printed in docs/verification.md as it is", async () => {
    const document = await readFile(new URL("../../../docs/verification.md", import.meta.url), "utf8");
    assert.ok(document.includes(scoringMarkdown()), `docs/verification.md should say:\n\n${scoringMarkdown()}`);
  });
});
