import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { proofContract } from "@oneheart/contracts";
import { playerInternal, proofInternal } from "@oneheart/contracts/internal";
import type { BytesAnswer, Principal } from "@oneheart/kernel";
import { sql } from "kysely";
import { refusedAs, verified } from "./support/release.ts";
import { photograph } from "./support/samples.ts";
import { openWorld, type World } from "./support/world.ts";

const {
  getProof,
  listBlurredCopies,
  prepareCopy,
  publicPictures,
  releaseCopy,
  releasedPicture,
  releasedPictures,
  setPictureConsent,
  sponsorPicture,
} = proofContract.operations;

describe("the pictures of a proof", () => {
  let world: World;
  let admin: Principal;
  before(async () => {
    world = await openWorld();
    admin = world.app.user("admin");
  });
  after(() => world.app.stop());

  const allow = (id: string, as: Principal, to: { public?: boolean; sponsor?: boolean } = {}) =>
    world.app.call(setPictureConsent, { id, public: false, sponsor: false, ...to }, { as });
  const bytesOf = async (answer: Promise<unknown>) => buffer(((await answer) as BytesAnswer).body as NodeJS.ReadableStream);
  const publicly = (copy_id: string) => bytesOf(world.app.call(releasedPicture, { copy_id }, { as: "anyone" }));
  const behind = (sealed: string) => bytesOf(world.app.call(sponsorPicture, { sealed }, { as: "anyone" }));
  /** The links that a sponsor who paid for the proof's action is handed. */
  const linksTo = async (proof_id: string) => {
    const { items } = await world.app.call(proofInternal.operations.shownProofs, { proof_ids: [proof_id] }, { as: "system" });
    return items.flatMap(({ pictures }) => pictures.map(({ picture_url }) => picture_url.split("/").at(-1)!));
  };
  const told = (proof_id: string) =>
    world.app
      .eventsOf(proofInternal.events.picturesChanged.type)
      .map((payload) => payload as { proof_id: string; change_no: number; shown_to: string[] })
      .filter((change) => change.proof_id === proof_id);
  const copyOf = async (proof_id: string) => {
    const { items } = await world.app.call(listBlurredCopies, { limit: 100 }, { as: admin });
    return items.find((copy) => copy.proof_id === proof_id);
  };
  const gone = refusedAs("media_not_found");

  /** A verified proof whose blurred copy a person released. */
  async function released(to: { consent_public?: boolean; consent_sponsor?: boolean }) {
    const { proof_id, player } = await verified(world, await photograph(2), to);
    const { copy_id, revision } = (await copyOf(proof_id))!;
    await world.app.call(releaseCopy, { copy_id, revision_seen: revision }, { as: admin });
    return { proof_id, player, copy_id };
  }

  test("are in the public list as long as the player lets everybody see them, with a place to a kilometre", async () => {
    const { proof_id, player, copy_id } = await released({ consent_public: true });
    const forSponsors = await released({ consent_sponsor: true });
    const list = async () => (await world.app.call(publicPictures, { limit: 24 }, { as: "anyone" })).items;
    const [item] = (await list()).filter((picture) => picture.proof_id === proof_id);
    assert.equal(item?.picture_id, copy_id);
    assert.ok((await publicly(copy_id)).length > 0);
    assert.deepEqual(
      [item.lat, item.lng],
      [item.lat, item.lng].map((degrees) => Math.round(degrees * 100) / 100),
    );
    assert.ok(!(await list()).some((picture) => picture.proof_id === forSponsors.proof_id));
    await allow(proof_id, player, { sponsor: true });
    assert.ok(!(await list()).some((picture) => picture.proof_id === proof_id));
  });

  test("are made for others only when the player allows it, and the player is told what is allowed", async () => {
    const { proof_id, player } = await verified(world, await photograph(3), {});
    assert.equal(await copyOf(proof_id), undefined);
    assert.equal((await world.app.call(releasedPictures, { id: proof_id }, { as: "anyone" })).hidden?.code, "not_allowed");
    assert.deepEqual(await allow(proof_id, player, { sponsor: true }), { verify: true, public: false, sponsor: true });
    await world.app.settled();
    assert.equal((await copyOf(proof_id))?.state, "ready");
    const { consent } = await world.app.call(getProof, { id: proof_id }, { as: player });
    assert.deepEqual(consent, { verify: true, public: false, sponsor: true });
  });

  test("are shown for the uses that were allowed and no other, changed at any time", async () => {
    const { proof_id, player, copy_id } = await released({ consent_sponsor: true });
    const [link] = await linksTo(proof_id);
    await behind(link!);
    await assert.rejects(publicly(copy_id), gone);
    await allow(proof_id, player, { public: true });
    await publicly(copy_id);
    await assert.rejects(behind(link!), gone);
    assert.deepEqual(await linksTo(proof_id), []);
    await allow(proof_id, player, { public: true, sponsor: true });
    assert.deepEqual(await publicly(copy_id), await behind(link!));
    const changes = told(proof_id);
    assert.deepEqual(
      changes.map(({ shown_to }) => shown_to),
      [["sponsor"], ["public"], ["public", "sponsor"]],
    );
    assert.deepEqual(
      changes.map(({ change_no }) => change_no),
      [1, 2, 3],
    );
  });

  test("are behind links that nobody makes or keeps", async () => {
    const { proof_id, copy_id } = await released({ consent_sponsor: true });
    const [link] = await linksTo(proof_id);
    for (const guessed of [copy_id, `${link!.slice(0, -2)}AA`]) await assert.rejects(behind(guessed), refusedAs("link_invalid"));
    world.app.clock.advance({ minutes: 11 });
    await assert.rejects(behind(link!), refusedAs("link_invalid"));
  });

  test("are gone from the store and behind every link when nobody may see them, and come back only by a new release", async () => {
    const { proof_id, player, copy_id } = await released({ consent_public: true, consent_sponsor: true });
    const [link] = await linksTo(proof_id);
    await allow(proof_id, player);
    await assert.rejects(publicly(copy_id), gone);
    await assert.rejects(behind(link!), gone);
    assert.deepEqual(
      (await world.storedFiles()).filter((file) => file.includes(copy_id)),
      [],
    );
    assert.deepEqual(told(proof_id).at(-1)?.shown_to, []);
    await assert.rejects(world.app.call(prepareCopy, { copy_id }, { as: admin }), refusedAs("copy_withdrawn_by_player"));

    await allow(proof_id, player, { sponsor: true });
    await world.app.settled();
    await assert.rejects(behind(link!), gone);
    const { state, revision } = (await copyOf(proof_id))!;
    assert.equal(state, "ready");
    await world.app.call(releaseCopy, { copy_id, revision_seen: revision }, { as: admin });
    await behind(link!);
  });

  test("are never released without consent, whoever writes it", async () => {
    const { proof_id, player, copy_id } = await released({ consent_public: true });
    await allow(proof_id, player);
    const release = sql`UPDATE blurred_copies SET state = 'released', blurred_path = 'x' WHERE id = ${copy_id}`;
    await assert.rejects(release.execute(world.app.owner), /no consent to show the pictures/);
  });

  test("are another's to allow: not even an administrator's", async () => {
    const { proof_id } = await released({ consent_public: true });
    await assert.rejects(allow(proof_id, world.app.player(), { sponsor: true }), refusedAs("proof_not_found"));
    await assert.rejects(allow(proof_id, admin, { sponsor: true }), refusedAs("forbidden"));
  });

  test("are allowed to nobody once the player is erased, and those who keep them hear it", async () => {
    const { proof_id, player } = await released({ consent_public: true, consent_sponsor: true });
    const [link] = await linksTo(proof_id);
    await world.app.emit(playerInternal.events.playerErased, { player_id: player.playerId, erased_name: "erased-2" });
    await world.app.settled();
    await assert.rejects(behind(link!), gone);
    assert.deepEqual(told(proof_id).at(-1)?.shown_to, []);
    await assert.rejects(allow(proof_id, player, { public: true }), refusedAs("proof_not_found"));
  });
});
