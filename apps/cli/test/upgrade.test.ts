import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { impactContract, proofContract, questContract, tokenContract } from "@oneheart/contracts";
import { createLogger } from "@oneheart/kernel";
import { loadServerSettings, startServer } from "@oneheart/server";
import { logIn } from "@oneheart/testing";
import { restoreCommand } from "../src/restore/command.ts";
import { recorder } from "./support.ts";

const fixtures = join(import.meta.dirname, "fixtures");

it("data of 2026-11-28 is restored, migrated and audited, and its people go on with what they had", async () => {
  const folder = await mkdtemp(join(tmpdir(), "oneheart-upgrade-"));
  try {
    process.env.DATA_DIR = folder;
    const terminal = recorder();
    const code = await restoreCommand([join(fixtures, "2026-11-28.backup"), "--identity", join(fixtures, "key.txt")], terminal);
    assert.equal(code, 0, terminal.lines.join("\n"));
    const settings = loadServerSettings({ NODE_ENV: "test", DATA_DIR: folder, PORT: "0", DEMO: "off", RATE_LIMITS: "off" });
    const server = await startServer(settings, { log: createLogger({ level: "silent" }) });
    try {
      const giver = await logIn(server.url, "giver", "a walk through the old town");
      const { heart_tokens, xp, impact_credits } = await giver.call(tokenContract.operations.getBalance, {});
      assert.deepEqual({ heart_tokens, xp, impact_credits }, { heart_tokens: 11, xp: 150, impact_credits: 62.5 });
      const { items } = await giver.call(impactContract.operations.listLedger, { player_id: giver.id });
      assert.equal(items.length, 1);
      const quest = await giver.call(questContract.operations.getQuest, { id: "01a2242e-03ed-770e-8b38-853b30fffdb0" });
      assert.equal(quest.status, "completed");
      const proof = await giver.call(proofContract.operations.getProof, { id: "01a2242e-04c5-76eb-b1b5-e2237b948341" });
      const picture = await fetch(new URL(proof.media_url!, server.url));
      assert.deepEqual([picture.status, proof.size_bytes], [200, (await picture.arrayBuffer()).byteLength]);
      const taker = await logIn(server.url, "taker", "a walk through the old town");
      await taker.call(tokenContract.operations.transferTokens, { to: giver.id, amount: 1 });
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
