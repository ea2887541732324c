import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { type Output, proofContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import type { BytesAnswer, Principal } from "@oneheart/kernel";
import { sql } from "kysely";
import sharp from "sharp";
import { sweepCopies } from "../src/jobs/sweep-copies.ts";
import { hiddenWords } from "../src/rules/hidden.ts";
import { refusedAs, verified } from "./support/release.ts";
import { people, photograph, video } from "./support/samples.ts";
import { openWorld, type World } from "./support/world.ts";

const {
  addBlurRegion,
  copyPicture,
  getBlurredCopy,
  listBlurredCopies,
  prepareCopy,
  releaseCopy,
  releasedPicture,
  releasedPictures,
  removeBlurRegion,
  undoRegionChange,
  withdrawCopy,
} = proofContract.operations;
type Detail = Output<typeof getBlurredCopy>;

/** How sharp a part of a picture is. It is cut out first: sharp measures what it was given, not what it was asked to make of it. */
async function sharpnessIn(picture: Buffer, { left, top, width, height }: Detail["regions"][number]): Promise<number> {
  const part = await sharp(picture).extract({ left, top, width, height }).png().toBuffer();
  return (await sharp(part).stats()).sharpness;
}

describe("copies with blurred faces", () => {
  let world: World;
  let reviewer: Principal;
  let admin: Principal;
  before(async () => {
    world = await openWorld();
    reviewer = world.app.user("reviewer");
    admin = world.app.user("admin");
  });
  after(() => world.app.stop());

  const see = (copy_id: string, as: Principal = reviewer) => world.app.call(getBlurredCopy, { copy_id }, { as });
  const anybody = "anyone" as const;
  const shown = (id: string) => world.app.call(releasedPictures, { id }, { as: anybody });
  const bytesOf = async (answer: Promise<unknown>) => buffer(((await answer) as BytesAnswer).body as NodeJS.ReadableStream);
  const behind = (url: string) => world.app.call(copyPicture, { sealed: url.split("/").at(-1)! }, { as: anybody });

  /** A verified photograph of people, and its copy. */
  async function sent(media?: Buffer): Promise<{ proof_id: string; player: Principal; copy: Detail }> {
    const { proof_id, player } = await verified(world, media ?? (await people()));
    const { items } = await world.app.call(listBlurredCopies, { limit: 1 }, { as: admin });
    assert.equal(items[0]!.proof_id, proof_id);
    return { proof_id, player, copy: await see(items[0]!.copy_id) };
  }

  async function release(copy: Detail): Promise<Detail> {
    return world.app.call(releaseCopy, { copy_id: copy.copy_id, revision_seen: copy.revision }, { as: reviewer });
  }

  test("are made of what is verified: faces are found, and what is in their regions is not what was there", async () => {
    const { copy } = await sent();
    assert.equal(copy.state, "ready");
    assert.ok(copy.regions.length >= 1 && copy.regions.every(({ found_by }) => found_by === "detector"));
    const [original, blurred] = await Promise.all([bytesOf(behind(copy.original_url!)), bytesOf(behind(copy.blurred_url!))]);
    const about = await sharp(blurred).metadata();
    assert.deepEqual([about.width, about.height, about.exif], [copy.width_px, copy.height_px, undefined]);
    for (const region of copy.regions) {
      const [before, after] = await Promise.all([sharpnessIn(original, region), sharpnessIn(blurred, region)]);
      assert.ok(after < before / 5, `${after} of ${before}`);
    }
  });

  test("of what is not verified are not made, and nobody is told that there is a proof", async () => {
    const { facts, player } = await world.quest();
    const { proof_id } = await world.submit(facts, player, await photograph(1));
    await world.app.settled();
    const { rows } = await sql`SELECT 1 FROM blurred_copies WHERE proof_id = ${proof_id}`.execute(world.app.db);
    assert.deepEqual(rows, []);
    await assert.rejects(shown(proof_id), refusedAs("proof_not_found"));
  });

  test("are shown to nobody before somebody released them, and then to everybody, kept by no cache", async () => {
    const { proof_id, copy } = await sent();
    const hidden = await shown(proof_id);
    assert.deepEqual([hidden.items, hidden.hidden?.code], [[], "not_released"]);
    assert.match(hidden.hidden!.words, /released/);
    assert.match(hiddenWords("not_released", "th"), /เผยแพร่/);
    await assert.rejects(world.app.call(releasedPicture, { copy_id: copy.copy_id }, { as: anybody }), refusedAs("media_not_found"));
    for (const other of [world.app.player(), world.app.user("sponsor"), world.app.user("government")])
      await assert.rejects(see(copy.copy_id, other), refusedAs("forbidden"));

    assert.equal((await release(copy)).state, "released");
    const { items, hidden: none } = await shown(proof_id);
    assert.deepEqual([items.map(({ picture_id }) => picture_id), none], [[copy.copy_id], null]);
    const answer = (await world.app.call(releasedPicture, { copy_id: copy.copy_id }, { as: anybody })) as unknown as BytesAnswer;
    assert.equal(answer.headers?.["cache-control"], "no-store");
    assert.deepEqual(await buffer(answer.body as NodeJS.ReadableStream), await bytesOf(behind(copy.blurred_url!)));
  });

  test("are changed by a person before release: a region added, one removed, each undone, the last first", async () => {
    const { copy } = await sent(await photograph(1));
    const { copy_id } = copy;
    assert.deepEqual(copy.regions, []);
    const before = await bytesOf(behind(copy.blurred_url!));
    await assert.rejects(world.app.call(undoRegionChange, { copy_id }, { as: reviewer }), refusedAs("nothing_to_undo"));
    const added = await world.app.call(addBlurRegion, { copy_id, left: 10, top: 20, width: 90, height: 120 }, { as: reviewer });
    assert.equal(added.state, "preparing");
    assert.equal(added.blurred_url, null, "nobody releases what was not made yet");
    await assert.rejects(release(copy), refusedAs("copy_changed"));
    await assert.rejects(release(added), refusedAs("copy_not_ready"));
    await world.app.settled();
    const made = await see(copy_id);
    assert.deepEqual([made.state, made.regions.length, made.regions[0]!.found_by], ["ready", 1, "person"]);
    assert.notDeepEqual(await bytesOf(behind(made.blurred_url!)), before);
    await assert.rejects(behind(copy.blurred_url!), refusedAs("media_not_found"));

    const { region_id } = made.regions[0]!;
    assert.deepEqual((await world.app.call(removeBlurRegion, { copy_id, region_id }, { as: admin })).regions, []);
    await assert.rejects(world.app.call(removeBlurRegion, { copy_id, region_id }, { as: admin }), refusedAs("region_not_found"));
    const back = await world.app.call(undoRegionChange, { copy_id }, { as: reviewer });
    assert.deepEqual(
      back.regions.map((region) => region.region_id),
      [region_id],
    );
    const first = await world.app.call(undoRegionChange, { copy_id }, { as: reviewer });
    assert.deepEqual([first.regions, first.can_undo], [[], false]);
    await world.app.settled();
    assert.deepEqual(await bytesOf(behind((await see(copy_id)).blurred_url!)), before);
    const outside = { copy_id, left: 10, top: 0, width: first.width_px!, height: 10 };
    await assert.rejects(world.app.call(addBlurRegion, outside, { as: reviewer }), refusedAs("region_outside"));
  });

  test("that were withdrawn are gone from the store and behind every link, until they are made and released again", async () => {
    const { proof_id, copy } = await sent();
    const released = await release(copy);
    const { copy_id } = copy;
    await assert.rejects(
      world.app.call(addBlurRegion, { copy_id, left: 0, top: 0, width: 9, height: 9 }, { as: admin }),
      refusedAs("copy_fixed"),
    );
    assert.equal((await world.app.call(withdrawCopy, { copy_id }, { as: reviewer })).state, "withdrawn");
    for (const url of [copy.blurred_url!, released.blurred_url!]) await assert.rejects(behind(url), refusedAs("media_not_found"));
    await assert.rejects(world.app.call(releasedPicture, { copy_id }, { as: anybody }), refusedAs("media_not_found"));
    assert.deepEqual(
      (await world.storedFiles()).filter((file) => file.includes(copy_id)),
      [],
    );
    assert.equal((await shown(proof_id)).hidden?.code, "withdrawn");
    await assert.rejects(world.app.call(withdrawCopy, { copy_id }, { as: reviewer }), refusedAs("copy_not_released"));

    await world.app.call(prepareCopy, { copy_id }, { as: reviewer });
    await world.app.settled();
    await release(await see(copy_id));
    assert.equal((await shown(proof_id)).items.length, 1);
    await assert.rejects(behind(released.blurred_url!), refusedAs("media_not_found"));
  });

  test("are withdrawn by their player, and by no other", async () => {
    const { player, copy } = await sent();
    await release(copy);
    const { copy_id } = copy;
    for (const other of [world.app.player(), world.app.user("sponsor")])
      await assert.rejects(world.app.call(withdrawCopy, { copy_id }, { as: other }), refusedAs("copy_not_found"));
    assert.equal((await world.app.call(withdrawCopy, { copy_id }, { as: player })).state, "withdrawn");
    for (const staff of [reviewer, admin])
      await assert.rejects(world.app.call(prepareCopy, { copy_id }, { as: staff }), refusedAs("copy_withdrawn_by_player"));
    assert.equal((await see(copy_id)).state, "withdrawn");
  });

  test("of one proof all go when its player withdraws one, also those that nobody released yet", async () => {
    const { player, proof_id, copy } = await sent();
    await release(copy);
    const second = world.app.kernel.context("test").newId();
    await sql`INSERT INTO blurred_copies (id, proof_id, still_no, state, obstacle, created_at)
      VALUES (${second}, ${proof_id}, 1, 'blocked', 'detector_failed', now())`.execute(world.app.owner);
    await world.app.call(withdrawCopy, { copy_id: copy.copy_id }, { as: player });
    assert.equal((await see(second)).state, "withdrawn");
    await assert.rejects(world.app.call(prepareCopy, { copy_id: second }, { as: reviewer }), refusedAs("copy_withdrawn_by_player"));
    assert.deepEqual((await shown(proof_id)).items, []);
  });

  test("that the store kept when they were withdrawn are deleted by the sweep, and shown to nobody until then", async () => {
    const { copy } = await sent();
    await release(copy);
    const { copy_id } = copy;
    await sql`UPDATE blurred_copies SET state = 'withdrawn' WHERE id = ${copy_id}`.execute(world.app.db);
    await assert.rejects(world.app.call(releasedPicture, { copy_id }, { as: anybody }), refusedAs("media_not_found"));
    await sweepCopies.run(world.app.kernel.context("proof"));
    await assert.rejects(behind(copy.blurred_url!), refusedAs("media_not_found"));
  });

  test("of a proof that is no longer verified are shown to nobody, and to reviewers neither", async () => {
    const { proof_id, copy } = await sent();
    await release(copy);
    await sql`UPDATE evidence SET status = 'rejected' WHERE id = ${proof_id}`.execute(world.app.db);
    await assert.rejects(shown(proof_id), refusedAs("proof_not_found"));
    await assert.rejects(world.app.call(releasedPicture, { copy_id: copy.copy_id }, { as: anybody }), refusedAs("media_not_found"));
    await assert.rejects(see(copy.copy_id), refusedAs("copy_not_found"));
    assert.equal((await see(copy.copy_id, admin)).proof_id, proof_id);
  });

  test("go with their player", async () => {
    const { proof_id, player, copy } = await sent();
    await release(copy);
    await world.app.emit(playerInternal.events.playerErased, { player_id: player.playerId, erased_name: "erased-1" });
    await world.app.settled();
    assert.deepEqual(
      (await world.storedFiles()).filter((file) => file.includes(copy.copy_id) || file.includes(proof_id)),
      [],
    );
    await assert.rejects(shown(proof_id), refusedAs("proof_not_found"));
    await assert.rejects(see(copy.copy_id, admin), refusedAs("copy_not_found"));
  });

  test("of what cannot be decoded here are blocked, and the answer says why", async () => {
    const { proof_id } = await verified(world, video("isom"));
    const [copy] = (await world.app.call(listBlurredCopies, { limit: 1 }, { as: reviewer })).items;
    assert.deepEqual([copy!.state, copy!.obstacle?.code, copy!.proof_id], ["blocked", "picture_unreadable", null]);
    const { hidden } = await shown(proof_id);
    assert.equal(hidden?.code, "picture_unreadable");
    assert.match(hidden.words, /cannot be decoded/);
    const { copy_id, revision } = copy!;
    await assert.rejects(world.app.call(releaseCopy, { copy_id, revision_seen: revision }, { as: admin }), refusedAs("copy_not_ready"));
    await assert.rejects(world.app.call(prepareCopy, { copy_id }, { as: admin }), refusedAs("copy_fixed"));
  });
});
