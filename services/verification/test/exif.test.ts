import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stamp } from "@oneheart/testing";
import { noClaims } from "@oneheart/vision";
import fc from "fast-check";
import sharp from "sharp";
import { readImage } from "../src/analysis/read-image.ts";
import { type ExifTags, metadataFactsOf } from "../src/assessment/rules/exif-facts.ts";
import { instantIn } from "../src/assessment/rules/zone-time.ts";
import { plainPhotograph } from "./support/photographs.ts";

const pixels = 100_000_000;
const jpeg = await plainPhotograph();
const exifFactsOf = (tags: ExifTags, time_zone: string | undefined) => metadataFactsOf(tags, noClaims, time_zone)!;
const local = (text: string) => Date.parse(`${text}Z`);

describe("what a file's EXIF says", () => {
  test("position and time of a photograph are read as they were stamped", async () => {
    const place = { lat: -43.4674, lng: 171.8851 };
    const bytes = stamp(jpeg, { moment: new Date("2026-11-22T10:11:12Z"), ...place });
    const { media, tags } = await readImage(bytes, "image/jpeg", pixels);
    assert.equal(media.sound, "yes");
    const facts = exifFactsOf(tags!, "Europe/Rome");
    const withOffset = exifFactsOf({ ...tags, OffsetTimeOriginal: "-03:00" }, "Europe/Rome");
    assert.ok(Math.abs(facts.position!.lat - place.lat) < 1e-4 && Math.abs(facts.position!.lng - place.lng) < 1e-4);
    assert.deepEqual(facts.moments, [
      { at: "2026-11-22T10:11:12.000Z", from: "gps" },
      { at: "2026-11-22T09:11:12.000Z", from: "zone_time" },
    ]);
    assert.deepEqual(withOffset.moments[1], { at: "2026-11-22T13:11:12.000Z", from: "offset" });
  });

  test("it is read from PNG and WebP too, and a photograph without it has none", async () => {
    const written = sharp(jpeg).withExif({ IFD0: { Software: "Camera 1" }, IFD2: { DateTimeOriginal: "2026:07:01 12:00:00" } });
    for (const format of ["png", "webp", "jpeg"] as const) {
      const { tags } = await readImage(await written.clone().toFormat(format).toBuffer(), `image/${format}`, pixels);
      const facts = exifFactsOf(tags!, "Asia/Bangkok");
      assert.deepEqual([facts.software, facts.moments], ["Camera 1", [{ at: "2026-07-01T05:00:00.000Z", from: "zone_time" }]], format);
    }
    assert.equal((await readImage(await sharp(jpeg).png().toBuffer(), "image/png", pixels)).tags, undefined);
  });

  test("tags that cannot be true are left out", () => {
    const none = { position: null, moments: [], software: null, camera: null };
    const lies: Array<Record<string, unknown>> = [
      { latitude: Number.NaN, longitude: 5 },
      { latitude: 91, longitude: 5 },
      { latitude: 0, longitude: 0 },
      { latitude: "43", longitude: "11" },
      { DateTimeOriginal: "0000:00:00 00:00:00" },
      { DateTimeOriginal: "2026:02:30 10:00:00" },
      { DateTimeOriginal: "2026:13:01 10:00:00" },
      { DateTimeOriginal: 20261122 },
      { GPSDateStamp: "2026:11:22", GPSTimeStamp: [Number.NaN, 1, 2] },
      { GPSDateStamp: "2026:11:22", GPSTimeStamp: [25, 1, 2] },
      { GPSDateStamp: "2026:11:22", GPSTimeStamp: "10:11:12" },
      { Software: "\0\0\0", Make: {}, Model: 7 },
    ];
    for (const tags of lies) assert.deepEqual(exifFactsOf(tags, "Europe/Rome"), none, JSON.stringify(tags));
    assert.equal(exifFactsOf({ Software: `a\0b${"😀".repeat(60)}` }, undefined).software, `a b${"😀".repeat(38)}\ufffd`);
  });

  test("anything in its tags gives facts that PostgreSQL can store", () => {
    const keys = [
      "latitude",
      "longitude",
      "DateTimeOriginal",
      "OffsetTimeOriginal",
      "GPSDateStamp",
      "GPSTimeStamp",
      "Software",
      "Make",
      "Model",
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.anything()), (tags) => {
        const stored = JSON.stringify(exifFactsOf(tags, "Asia/Kathmandu"));
        assert.deepEqual(JSON.parse(stored), exifFactsOf(tags, "Asia/Kathmandu"));
        assert.ok(!stored.includes("\\u0000") && stored.isWellFormed());
      }),
    );
  });

  test("damaged EXIF is as none, and does not make the photograph damaged", async () => {
    const at = jpeg.length;
    const exif = Buffer.concat([
      Buffer.from([0xff, 0xe1, 0, 40]),
      Buffer.from("Exif\0\0II*\0\xff\xff\xff\x7f", "latin1"),
      Buffer.alloc(24, 0xee),
    ]);
    const { media, tags } = await readImage(Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2, at)]), "image/jpeg", pixels);
    assert.equal(media.sound, "yes");
    assert.deepEqual(exifFactsOf(tags ?? {}, "Europe/Rome").moments, []);
  });

  test("a photograph cut off in the middle, or with too many pixels, is not sound", async () => {
    assert.equal((await readImage(jpeg.subarray(0, jpeg.length / 2), "image/jpeg", pixels)).media.sound, "no");
    assert.equal((await readImage(jpeg, "image/jpeg", 1000)).media.sound, "no");
    assert.equal((await readImage(Buffer.from("not HEIC"), "image/heic", pixels)).media.sound, "no");
  });
});

describe("a clock without an offset is read in the zone's time", () => {
  const cases: Array<[string, string, string]> = [
    ["2026-07-01T12:00:00", "Asia/Bangkok", "2026-07-01T05:00:00"],
    ["2026-07-01T12:00:00", "Europe/Rome", "2026-07-01T10:00:00"],
    ["2026-12-01T12:00:00", "Europe/Rome", "2026-12-01T11:00:00"],
    ["2026-03-29T03:30:00", "Europe/Rome", "2026-03-29T01:30:00"],
    ["2026-03-29T01:30:00", "Europe/Rome", "2026-03-29T00:30:00"],
    ["2026-12-31T23:30:00", "Pacific/Kiritimati", "2026-12-31T09:30:00"],
    ["2026-06-01T00:10:00", "Asia/Kathmandu", "2026-05-31T18:25:00"],
  ];
  for (const [clock, time_zone, utc] of cases)
    test(`${clock} in ${time_zone}`, () => assert.equal(new Date(instantIn(local(clock), time_zone)).toISOString(), `${utc}.000Z`));
});
