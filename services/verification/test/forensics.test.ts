import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { newPicture } from "@oneheart/testing";
import sharp from "sharp";
import { testChain } from "../../../packages/vision/test/provenance/certificates.ts";
import { signedPicture } from "../../../packages/vision/test/provenance/signed-picture.ts";
import { trustAnchorsFile } from "../src/analysis/trust-anchors.ts";
import { openWorld, type World } from "./support/world.ts";

const captured = [{ action: "c2pa.created", digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" }] as const;

describe("what is in a picture's file", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.app.stop());

  async function found(media: Buffer | Uint8Array, more?: Parameters<World["submit"]>[2]) {
    const proof_id = await world.submit(await world.quest(), Buffer.from(media), more);
    await world.app.settled();
    const row = await world.assessment(proof_id);
    return { ...row, signal: (code: string) => row.signals.find((signal) => signal.code === code)! };
  }

  test("a screenshot from the app waits for a person", async () => {
    const lines = Array.from(
      { length: 20 },
      (_, n) => `<rect x="20" y="${140 + n * 70}" width="${300 + 17 * n}" height="40" fill="#222"/>`,
    );
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="1600"><rect width="720" height="1600" fill="#fff"/>${lines.join("")}</svg>`;
    const { status, decision } = await found(await sharp(Buffer.from(svg)).png().toBuffer());
    assert.deepEqual([status, decision.reason_code], ["in_review", "screenshot"]);
  });

  test("a signed capture adds when the operator trusts its signer, and one flipped bit of it rejects", async () => {
    const chain = testChain("Camera Works");
    const picture = await signedPicture(await newPicture(), "image/jpeg", chain, [...captured]);
    const stranger = await found(picture);
    assert.equal(stranger.signal("provenance").value, "untrusted");
    await writeFile(join(world.app.dataDir, trustAnchorsFile), chain.authorityPem);
    const another = await signedPicture(await newPicture(), "image/jpeg", chain, [...captured]);
    const trusted = await found(another, { nonce: undefined });
    assert.deepEqual([trusted.status, trusted.signal("provenance").value], ["verified", "captured"]);
    const flipped = Uint8Array.from(await signedPicture(await newPicture(), "image/jpeg", chain, [...captured]));
    flipped[flipped.length - 2000]! ^= 1;
    const altered = await found(flipped);
    assert.deepEqual([altered.status, altered.decision.reason_code], ["rejected", "provenance_altered"]);
  });

  test("a picture saved twice is told so and verified", async () => {
    const once = await sharp(await newPicture())
      .jpeg({ quality: 60 })
      .toBuffer();
    const twice = await found(await sharp(once).jpeg({ quality: 90 }).toBuffer());
    assert.deepEqual([twice.status, twice.flags], ["verified", ["saved_again"]]);
  });
});
