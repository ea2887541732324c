import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readVideoClaims } from "../../src/metadata/video/read-video-claims.ts";
import { box, goproMovie, keyedMeta, loci, longMvhd, movie, mvhd, text, u32, userText } from "./atoms.ts";

describe("what a video says of its making", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "oneheart-claims-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const claimsOf = async (bytes: Buffer) => {
    const path = join(folder, "video");
    await writeFile(path, bytes);
    return readVideoClaims(path);
  };
  const near = (found: { lat: number; lng: number } | undefined, lat: number, lng: number) =>
    assert.ok(found !== undefined && Math.abs(found.lat - lat) < 1e-4 && Math.abs(found.lng - lng) < 1e-4, JSON.stringify(found));

  test("an iPhone's keys: place, local time with its offset, program, maker and model", async () => {
    const apple = {
      "com.apple.quicktime.location.ISO6709": "+48.8584+002.2945+035.123/",
      "com.apple.quicktime.make": "Apple",
      "com.apple.quicktime.model": "iPhone 15 Pro",
      "com.apple.quicktime.software": "17.4.1",
      "com.apple.quicktime.creationdate": "2019-05-06T07:08:09+0200",
    };
    for (const style of ["quicktime", "iso"] as const) {
      const found = await claimsOf(movie("qt  ", [mvhd("2019-05-06T05:08:09Z"), keyedMeta(apple, style)]));
      near(found.positions[0], 48.8584, 2.2945);
      assert.deepEqual([found.camera, found.programs], ["Apple iPhone 15 Pro", ["17.4.1"]]);
      const named = found.dates.find(({ from }) => from === "com.apple.quicktime.creationdate");
      assert.deepEqual(named, {
        from: "com.apple.quicktime.creationdate",
        local: "2019-05-06T07:08:09",
        offset_min: 120,
        kind: "captured",
      });
    }
  });

  test("the place of Android and of older QuickTime, in user data", async () => {
    const found = await claimsOf(movie("mp42", [mvhd("2026-11-22T10:11:12Z"), box("udta", userText("©xyz", "-43.4674+171.8851/"))]));
    near(found.positions[0], -43.4674, 171.8851);
    assert.equal(found.dates[0]?.local, "2026-11-22T10:11:12");
    const bare = await claimsOf(movie("mp42", [box("udta", box("©xyz", text("+13.7563+100.5018/")))]));
    near(bare.positions[0], 13.7563, 100.5018);
  });

  test("3GPP's place, whatever its name is", async () => {
    for (const name of ["", "ที่นี่"])
      near((await claimsOf(movie("3gp5", [box("udta", loci(13.7563, 100.5018, name))]))).positions[0], 13.7563, 100.5018);
  });

  test("a list by four letters, with the program that made it", async () => {
    const entry = (type: string, value: string) => box(type, box("data", u32(1, 0), text(value)));
    const list = box("ilst", entry("©too", "Lavf60.3.100"), entry("©day", "2019-05-06T07:08:09Z"), entry("©xyz", "+10.0+020.0/"));
    const meta = box("meta", u32(0), box("hdlr", Buffer.alloc(25)), list);
    const found = await claimsOf(movie("isom", [mvhd("2026-11-22T10:11:12Z"), box("udta", meta)]));
    assert.deepEqual(found.programs, ["Lavf60.3.100"]);
    assert.ok(found.dates.some(({ local }) => local === "2019-05-06T07:08:09"));
    near(found.positions[0], 10, 20);
  });

  test("GoPro's firmware and model, and the satellites' place and time in its track", async () => {
    const found = await claimsOf(goproMovie(-33.8568, 151.2153));
    near(found.positions[0], -33.8568, 151.2153);
    assert.deepEqual([found.camera, found.programs], ["GoPro HERO9 Black", ["HD9.01.01.72.00"]]);
    assert.ok(found.dates.some(({ from, local, offset_min }) => from === "GPSU" && local === "2019-03-04T05:06:07" && offset_min === 0));
    assert.deepEqual((await claimsOf(goproMovie(-33.8568, 151.2153, 0))).positions, []);
  });

  test("XMP in a box of its own, and times of 64 bits", async () => {
    const packet = '<rdf:Description xmp:CreateDate="2018-01-02T03:04:05+07:00" xmp:CreatorTool="Adobe Premiere Pro 2024"/>';
    const uuid = box("uuid", Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex"), text(packet));
    const found = await claimsOf(movie("isom", [longMvhd("2026-11-22T10:11:12Z")], [uuid]));
    assert.deepEqual(found.programs, ["Adobe Premiere Pro 2024"]);
    assert.deepEqual(
      found.dates.map(({ local }) => local),
      ["2026-11-22T10:11:12", "2026-11-22T10:11:12", "2018-01-02T03:04:05"],
    );
  });

  test("places that cannot be, and movies without anything, say nothing", async () => {
    for (const lie of ["+91.0+010.0/", "+00.0000+000.0000/", "north", "+1+2"])
      assert.deepEqual((await claimsOf(movie("mp42", [box("udta", userText("©xyz", lie))]))).positions, [], lie);
    assert.deepEqual(await claimsOf(movie("isom", [mvhd("1904-01-01T00:00:00Z")])), {
      positions: [],
      dates: [],
      programs: [],
      camera: null,
    });
  });

  test("whatever is cut off or damaged, the answer comes, and holds nothing that cannot be stored", async () => {
    const whole = goproMovie(48.2, 16.4);
    for (let length = 0; length < whole.length; length += 13) await claimsOf(whole.subarray(0, length));
    for (let seed = 0; seed < 200; seed += 1) {
      const damaged = Buffer.from(whole);
      for (let k = 0; k < 12; k += 1) damaged[(seed * 977 + k * 131) % damaged.length] = (seed * 31 + k * 17) & 255;
      const found = await claimsOf(damaged);
      assert.ok(JSON.stringify(found).isWellFormed());
      assert.ok(found.positions.every(({ lat, lng }) => Math.abs(lat) <= 90 && Math.abs(lng) <= 180));
    }
  });
});
