import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import sharp from "sharp";
import { keyedMeta } from "../../../packages/vision/test/metadata/atoms.ts";
import { makeVideo } from "../../../packages/vision/test/video/make-video.ts";
import { here } from "./support/facts.ts";
import { plainPhotograph } from "./support/photographs.ts";
import { openWorld, type Quest, type World } from "./support/world.ts";

describe("pictures are compared with everybody's", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.app.stop());

  async function found(media: Buffer, quest?: Quest) {
    const proof_id = await world.submit(quest ?? (await world.quest()), media);
    await world.app.settled();
    return { proof_id, ...(await world.assessment(proof_id)) };
  }
  const nearest = ({ facts }: { facts: Record<string, unknown> }) =>
    (facts.lookalike as { nearest: { proof_id: string; distance: number; of: string; when: string } | null }).nearest;

  test("a photograph saved again, mirrored or turned is found as the same picture of another player, and waits for a person", async () => {
    const photograph = await plainPhotograph(2);
    const first = await found(photograph);
    assert.deepEqual([first.status, nearest(first)], ["verified", null]);
    const changes = [
      sharp(photograph).resize(700).jpeg({ quality: 60 }),
      sharp(photograph).flop().jpeg({ quality: 80 }),
      sharp(photograph).rotate(180).jpeg({ quality: 80 }),
    ];
    for (const change of changes) {
      const copy = await found(await change.toBuffer());
      assert.deepEqual([copy.status, copy.decision.reason_code, copy.hard], ["in_review", "picture_reused", true]);
      assert.equal(nearest(copy)!.of, "other_player");
      assert.ok(nearest(copy)!.distance <= 31);
    }
  });

  test("a part of a photograph is found in its zone and in others, and one's own for another quest as well", async () => {
    const photograph = await plainPhotograph(3);
    const quest = await world.quest();
    await found(photograph, quest);
    const { width, height } = await sharp(photograph).metadata();
    const part = { left: 40, top: 40, width: Math.round(width * 0.85), height: Math.round(height * 0.85) };
    const cropped = await sharp(photograph).extract(part).jpeg({ quality: 80 }).toBuffer();
    const again = await world.quest({ player_id: quest.facts.player_id, zone_id: quest.facts.zone_id });
    const copy = await found(cropped, again);
    assert.equal(copy.status, "in_review");
    assert.equal(nearest(copy)!.of, "other_quest");
    assert.ok(nearest(copy)!.distance <= 75);
    const elsewhere = await found(await sharp(cropped).flop().modulate({ saturation: 0.6 }).jpeg({ quality: 70 }).toBuffer());
    assert.deepEqual([elsewhere.status, nearest(elsewhere)!.of], ["in_review", "other_player"], "nor in another zone");
  });

  test("one whose hash came near another's by chance is verified, unless that is known by its hash only", async () => {
    const zone_id = (await world.quest()).facts.zone_id;
    const send = async (media: Buffer) => found(media, await world.quest({ zone_id }));
    const stranger = await send(await newPicture());
    const photograph = await newPicture();
    const first = await send(photograph);
    await sql`UPDATE picture_windows s SET windows = ARRAY[first.windows[1] # repeat('0001', 64)::bit(256)]
      FROM picture_windows first WHERE s.proof_id = ${stranger.proof_id} AND first.proof_id = ${first.proof_id}`.execute(world.app.db);
    await sql`DELETE FROM picture_windows WHERE proof_id = ${first.proof_id}`.execute(world.app.db);
    await sql`DELETE FROM picture_hashes WHERE proof_id = ${first.proof_id}`.execute(world.app.db);
    const again = () => sharp(photograph).jpeg({ quality: 80 }).toBuffer();
    const copy = await send(await again());
    assert.deepEqual([copy.status, nearest(copy)], ["verified", null]);
    await sql`UPDATE picture_windows SET sketch = NULL, sketch_width = NULL WHERE proof_id = ${stranger.proof_id}`.execute(world.app.db);
    await sql`DELETE FROM picture_windows WHERE proof_id = ${copy.proof_id}`.execute(world.app.db);
    await sql`DELETE FROM picture_hashes WHERE proof_id = ${copy.proof_id}`.execute(world.app.db);
    const unsure = await send(await sharp(photograph).jpeg({ quality: 70 }).toBuffer());
    assert.deepEqual([unsure.status, nearest(unsure)!.proof_id], ["in_review", stranger.proof_id]);
    assert.ok(nearest(unsure)!.distance > 31);
  });

  test("two pictures of one quest may look alike", async () => {
    const photograph = await plainPhotograph(4);
    const quest = await world.quest();
    await found(photograph, quest);
    const again = await found(await sharp(photograph).jpeg({ quality: 70 }).toBuffer(), quest);
    assert.deepEqual([again.status, nearest(again)!.of], ["verified", "same_quest"]);
  });

  test("of one picture saved again five times and sent by five players at once, one at most is verified", async () => {
    const photograph = await newPicture();
    const copies = await Promise.all([95, 90, 85, 80, 75].map((quality) => sharp(photograph).jpeg({ quality }).toBuffer()));
    const quests = await Promise.all(copies.map(() => world.quest()));
    const ids = await Promise.all(quests.map((quest, index) => world.submit(quest, copies[index]!)));
    await world.app.settled();
    const statuses = await Promise.all(ids.map(async (id) => (await world.assessment(id)).status));
    assert.ok(statuses.filter((status) => status === "verified").length <= 1, statuses.join());
    assert.ok(!statuses.includes("rejected"), statuses.join());
  });

  test("a video made again from another, and a photograph taken out of it, are found by its frames", async () => {
    const pictures = [await plainPhotograph(5), await plainPhotograph(6)];
    const film = { pictures, framesEach: 25, width: 640, height: 360, keyEvery: 25 };
    const first = await found(Buffer.from(await makeVideo(film)));
    // It holds no time of its own.
    assert.deepEqual([first.decision.reason_code, nearest(first)], ["score_below_threshold", null]);
    const again = await found(Buffer.from(await makeVideo({ ...film, width: 320, height: 180, keyEvery: 5 })));
    assert.deepEqual([again.status, again.decision.reason_code], ["in_review", "picture_reused"]);
    const still = await sharp(pictures[0]).resize(640, 360, { fit: "cover" }).jpeg({ quality: 80 }).toBuffer();
    assert.equal((await found(still)).decision.reason_code, "picture_reused");
  });

  test("a video is judged by the place and time inside it, like a photograph", async () => {
    const film = { framesEach: 25, width: 640, height: 360, keyEvery: 25 };
    const says = async (location: string, creationdate: string) => {
      const meta = keyedMeta({
        "com.apple.quicktime.location.ISO6709": location,
        "com.apple.quicktime.creationdate": creationdate,
        "com.apple.quicktime.make": "Apple",
        "com.apple.quicktime.model": "iPhone 15 Pro",
      });
      const bytes = await makeVideo({ ...film, pictures: [await newPicture(), await newPicture()] });
      return found(Buffer.concat([bytes, meta]));
    };
    const honest = await says(`+${here.lat}+0${here.lng}+250.0/`, world.app.clock.now().toISOString());
    assert.deepEqual([honest.status, honest.flags], ["verified", []], JSON.stringify(honest.signals));
    const elsewhere = await says("+48.8584+002.2945+035.123/", "2019-05-06T07:08:09+0200");
    assert.equal(elsewhere.status, "in_review");
    assert.ok(elsewhere.score < 50, `score ${elsewhere.score}`);
    for (const flag of ["exif_position_mismatch", "exif_time_mismatch"]) assert.ok(elsewhere.flags.includes(flag), flag);
  });

  test("one that shows nothing waits for a person", async () => {
    const dark = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#020202" } })
      .jpeg()
      .toBuffer();
    const { status, decision } = await found(dark);
    assert.deepEqual([status, decision.reason_code], ["in_review", "picture_featureless"]);
  });

  test("whole pictures are looked up by an index, not one by one", async () => {
    const { rows } = await sql<{ indexdef: string }>`
      SELECT indexdef FROM pg_indexes WHERE tablename = 'picture_hashes' AND indexdef LIKE '%gin (pdq_keys)%'`.execute(world.app.db);
    assert.equal(rows.length, 1);
  });
});
