import assert from "node:assert/strict";
import { before, test } from "node:test";
import sharp from "sharp";
import { readProvenance } from "../../src/provenance/read-provenance.ts";
import { testChain } from "./certificates.ts";
import { signedPicture, type TestAction } from "./signed-picture.ts";

const source = "http://cv.iptc.org/newscodes/digitalsourcetype/";
const created = (type: string): TestAction => ({ action: "c2pa.created", digitalSourceType: `${source}${type}` });
const chain = testChain("Test cameras");
const trust_anchors = chain.authorityPem;
let picture: Uint8Array;
let captured: Uint8Array;

before(async () => {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: "white", noise } })
    .jpeg({ quality: 80 })
    .toBuffer();
  captured = await signedPicture(picture, "image/jpeg", chain, [created("digitalCapture")]);
});

test("a file without a manifest has no provenance, whatever its type", async () => {
  assert.deepEqual(await readProvenance(picture, "image/jpeg"), {
    state: "none",
    reason: null,
    failures: [],
    altered: false,
    manifest: null,
  });
  assert.equal((await readProvenance(new Uint8Array(0), "video/mp4")).state, "none");
});

test("a capture signed by a trusted signer is valid, and says who signed and what was done", async () => {
  const { state, reason, failures, manifest } = await readProvenance(captured, "image/jpeg", { trust_anchors });
  assert.deepEqual({ state, reason, failures }, { state: "valid", reason: null, failures: [] });
  assert.deepEqual(manifest, {
    issuer: "Test cameras",
    signer: "Test cameras camera",
    claim_generator: "Test camera 1.0",
    signed_at: null,
    actions: [{ action: "c2pa.created", digital_source_type: `${source}digitalCapture` }],
    captured: true,
    edited: false,
    generated: false,
  });
});

test("the same capture is untrusted, not invalid, for whoever does not know its signer", async () => {
  const stranger = testChain("Somebody else").authorityPem;
  for (const options of [{}, { trust_anchors: stranger }]) {
    const { state, reason } = await readProvenance(captured, "image/jpeg", options);
    assert.deepEqual({ state, reason }, { state: "untrusted", reason: "signingCredential.untrusted" });
  }
});

test("the manifest's word that a picture was generated, or edited, is passed on", async () => {
  const edits: TestAction[] = [created("trainedAlgorithmicMedia"), { action: "c2pa.cropped" }];
  const { state, manifest } = await readProvenance(await signedPicture(picture, "image/jpeg", chain, edits), "image/jpeg", {
    trust_anchors,
  });
  assert.equal(state, "valid");
  assert.deepEqual([manifest?.captured, manifest?.edited, manifest?.generated], [false, true, true]);
});

test("one flipped bit anywhere in the pixels is caught as a hash mismatch", async () => {
  const scan = Buffer.from(captured).lastIndexOf(Uint8Array.of(0xff, 0xda));
  const pixels_from = scan + 2 + Buffer.from(captured).readUInt16BE(scan + 2);
  const step = Math.floor((captured.length - pixels_from) / 24);
  let flips = 0;
  for (let at = pixels_from; at < captured.length; at += step) {
    const flipped = Uint8Array.from(captured);
    flipped[at]! ^= 1 << (at % 8);
    // A marker made or broken is another file, which may not be a JPEG at all.
    if ([captured[at - 1], captured[at], flipped[at]].includes(0xff)) continue;
    const { state, reason, altered } = await readProvenance(flipped, "image/jpeg", { trust_anchors });
    assert.deepEqual({ state, reason, altered }, { state: "invalid", reason: "assertion.dataHash.mismatch", altered: true }, `byte ${at}`);
    flips += 1;
  }
  assert.ok(flips > 12, `${flips} bits flipped`);
});

test("one flipped bit in the headers of a capture never leaves it valid", async () => {
  const scan = Buffer.from(captured).lastIndexOf(Uint8Array.of(0xff, 0xda));
  for (let bit = 0; bit < 14 * 8; bit += 3) {
    const flipped = Uint8Array.from(captured);
    flipped[scan + (bit >> 3)]! ^= 1 << (bit & 7);
    const { state } = await readProvenance(flipped, "image/jpeg", { trust_anchors });
    assert.ok(state !== "valid" && state !== "untrusted", `bit ${bit}: ${state}`);
  }
});

test("an altered claim, or a manifest moved to another picture, is invalid", async () => {
  const renamed = Buffer.from(captured);
  renamed.write("Fake", renamed.indexOf("Test camera"));
  assert.equal((await readProvenance(renamed, "image/jpeg", { trust_anchors })).state, "invalid");

  const other = await sharp(picture).negate().jpeg({ quality: 80 }).toBuffer();
  const pixels = (bytes: Uint8Array) => Buffer.from(bytes).lastIndexOf(Uint8Array.of(0xff, 0xda));
  const moved = Buffer.concat([captured.subarray(0, pixels(captured)), other.subarray(pixels(other))]);
  assert.equal((await readProvenance(moved, "image/jpeg", { trust_anchors })).reason, "assertion.dataHash.mismatch");
});

test("PNG and WebP are read like JPEG", async () => {
  for (const format of ["png", "webp"] as const) {
    const media_type = `image/${format}`;
    const signed = await signedPicture(await sharp(picture).toFormat(format).toBuffer(), media_type, chain, [created("digitalCapture")]);
    assert.equal((await readProvenance(signed, media_type, { trust_anchors })).state, "valid", format);
    const altered = Uint8Array.from(signed);
    altered[signed.length >> 1]! ^= 1;
    assert.equal((await readProvenance(altered, media_type, { trust_anchors })).state, "invalid", format);
  }
});

test("videos and HEIC, which keep their manifest in a box, are read like pictures", async () => {
  for (const media_type of ["video/mp4", "video/quicktime", "image/heic"]) {
    const signed = await signedPicture(tinyVideo(), media_type, chain, [created("digitalCapture")]);
    assert.equal((await readProvenance(signed, media_type, { trust_anchors })).state, "valid", media_type);
    const flipped = Uint8Array.from(signed);
    flipped[signed.length - 2000]! ^= 1;
    const { reason, altered } = await readProvenance(flipped, media_type, { trust_anchors });
    // Invalid, so a person looks; proven is only what is calculated again here.
    assert.deepEqual({ reason, altered }, { reason: "assertion.bmffHash.mismatch", altered: false }, media_type);
  }
});

/** The boxes that every ISO media file has, with 5,000 bytes of media. */
function tinyVideo(): Buffer {
  const box = (type: string, content: Uint8Array) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length + 8);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, content]);
  };
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\0\0isom")),
    box("mdat", Buffer.alloc(5000, 7)),
    box("moov", box("mvhd", Buffer.alloc(100))),
  ]);
}

test("damaged files get an answer, never an exception, and the next file is read all the same", async () => {
  const start = captured.indexOf(0xeb);
  for (let n = 0; n < 60; n++) {
    const damaged = Uint8Array.from(captured.subarray(0, n % 3 === 0 ? start + n * 90 : captured.length));
    for (let k = 0; k < 20; k++) damaged[(start + n * 977 + k * 131) % damaged.length] = (n * 31 + k * 17) & 255;
    const { state } = await readProvenance(damaged, "image/jpeg", { trust_anchors });
    assert.notEqual(state, "valid");
  }
  const junk = Buffer.concat([Buffer.alloc(64, 0xff), Buffer.from("jumb"), Buffer.alloc(64, 0xff)]);
  for (const media_type of ["image/jpeg", "image/png", "image/webp", "image/heic", "video/mp4", "video/quicktime"])
    assert.ok(["none", "invalid", "not_evaluated"].includes((await readProvenance(junk, media_type)).state), media_type);
  assert.equal((await readProvenance(captured, "image/jpeg", { trust_anchors })).state, "valid");
});

test("what is too large, too slow or of another type is not evaluated, and says why", async () => {
  assert.equal((await readProvenance(captured, "image/jpeg", { bytes_max: 1000 })).reason, "size");
  assert.equal((await readProvenance(captured, "application/pdf")).reason, "media_type");
  const long = Buffer.concat([captured, Buffer.alloc(16 * 2 ** 20)]);
  assert.equal((await readProvenance(long, "image/jpeg", { time_limit_ms: 1 })).reason, "reader.time_limit");
  assert.equal((await readProvenance(captured, "image/jpeg", { trust_anchors })).state, "valid");
});

test("the caller keeps its bytes, and asking twice at once gives the same answer", async () => {
  const copy = Uint8Array.from(captured);
  const [one, two] = await Promise.all([readProvenance(copy, "image/jpeg"), readProvenance(copy, "image/jpeg")]);
  assert.deepEqual(one, two);
  assert.deepEqual(copy, captured);
});
