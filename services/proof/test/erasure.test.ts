import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { after, before, describe, test } from "node:test";
import { playerInternal } from "@oneheart/contracts/internal";
import type { Principal } from "@oneheart/kernel";
import { sql } from "kysely";
import { copiesWorker } from "../src/workers/make-copies.ts";
import { photograph } from "./support/samples.ts";
import { openWorld, type World } from "./support/world.ts";

describe("evidence of somebody who was erased", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.app.stop());

  async function erase({ playerId }: Principal): Promise<void> {
    await world.app.emit(playerInternal.events.playerErased, { player_id: playerId, erased_name: "erased-0" });
    await world.app.settled();
  }

  test("loses its files, copies and exact place, page by page; others' stay", async () => {
    const [mine, others] = [await world.quest(), await world.quest()];
    const kept = await world.submit(others.facts, others.player, await photograph(1));
    await world.submit(mine.facts, mine.player, await photograph(2), { lat: 43.461234, lng: 11.876543 });
    await world.app.settled();
    await moreOf(mine.player, 230);
    await erase(mine.player);
    const files = await world.storedFiles();
    assert.ok(files.length > 0);
    assert.ok(
      files.every((file) => file.includes(kept.proof_id)),
      files.join("\n"),
    );
    const { rows } = await sql<{ n: number; exact: number; hashed: number }>`
      SELECT count(*)::int AS n, (count(*) FILTER (WHERE lat <> 43.5 OR lng <> 11.9 OR accuracy_m IS NOT NULL OR erased_at IS NULL))::int AS exact,
        (count(*) FILTER (WHERE media_hash <> ''))::int AS hashed FROM evidence WHERE player_id = ${mine.player.playerId}`.execute(
      world.app.db,
    );
    assert.deepEqual(rows, [{ n: 231, exact: 0, hashed: 231 }]);
    const actions = await sql`
      SELECT 1 FROM actions WHERE player_id = ${mine.player.playerId} AND (location_lat <> 43.5 OR location_lng <> 11.9)`.execute(
      world.app.db,
    );
    assert.deepEqual(actions.rows, []);
    const other = await sql`SELECT lat, erased_at FROM evidence WHERE id = ${kept.proof_id}`.execute(world.app.db);
    assert.deepEqual(other.rows, [{ lat: 43.4645, erased_at: null }]);
  });

  test("gets no copies any more, not even from a worker that had the original in its hands", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, await photograph(1));
    await world.app.settled();
    const { rows } = await sql<{ key: string }>`SELECT storage_path AS key FROM evidence WHERE id = ${proof_id}`.execute(world.app.db);
    const { objects } = world.app.backing;
    const original = await objects.bytes(rows[0]!.key);
    await erase(player);

    // As if erasure had come between the worker's question and its reading: the row says erased, the object is there.
    await sql`UPDATE evidence SET erased_at = NULL WHERE id = ${proof_id}`.execute(world.app.db);
    const late = {
      ...objects,
      read: async () => {
        await sql`UPDATE evidence SET erased_at = now() WHERE id = ${proof_id}`.execute(world.app.db);
        return Readable.from([original]);
      },
    };
    const ctx = world.app.kernel.context("proof");
    await copiesWorker.run({ proof_id }, { ...ctx, backing: { ...ctx.backing, objects: late } }, { id: proof_id, attempt: 1 });
    assert.deepEqual(
      (await world.storedFiles()).filter((file) => file.includes(proof_id)),
      [],
    );
  });

  /** Rows like the one there is. */
  async function moreOf({ playerId }: Principal, count: number): Promise<void> {
    await sql`
      INSERT INTO evidence (id, action_id, quest_id, player_id, media_type, media_hash, size_bytes, decodability, storage_path, captured_at,
        lat, lng, accuracy_m, mock_location, received_at, created_at)
      SELECT gen_random_uuid(), action_id, quest_id, player_id, media_type, media_hash, size_bytes, decodability, storage_path || '-' || n,
        captured_at, lat, lng, accuracy_m, mock_location, received_at, created_at
      FROM evidence, generate_series(1, ${count}) AS n WHERE player_id = ${playerId}`.execute(world.app.db);
  }
});
