import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { heicMetadata } from "../../src/metadata/heic-items.ts";
import { readPhotographMetadata } from "../../src/metadata/read-photograph-claims.ts";
import { box, text, u16, u32 } from "./atoms.ts";

const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: "#789" } });

/** A PNG with chunks before all others. */
async function withChunks(...chunks: [type: string, body: Buffer][]): Promise<Buffer> {
  const png = await picture.clone().png().toBuffer();
  const written = chunks.map(([type, body]) => {
    const named = Buffer.concat([text(type), body]);
    return Buffer.concat([u32(body.length), named, u32(crc32(named))]);
  });
  return Buffer.concat([png.subarray(0, 33), ...written, png.subarray(33)]);
}

/** A JPEG segment before all others. */
async function withSegment(marker: number, body: Buffer): Promise<Buffer> {
  const jpeg = await picture.clone().jpeg().toBuffer();
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, marker]), u16(body.length + 2), body, jpeg.subarray(2)]);
}

describe("what a photograph says beside EXIF", () => {
  test("XMP's dates and programs, as attributes and as elements, are read from JPEG, PNG and WebP", async () => {
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
        xmp:CreateDate="2019-05-06T07:08:09+02:00" photoshop:DateCreated="2019-05-06">
        <xmp:CreatorTool>Adobe Photoshop 26.0</xmp:CreatorTool><xmp:ModifyDate>2026-11-22T10:11:12Z</xmp:ModifyDate>
      </rdf:Description></rdf:RDF></x:xmpmeta>`;
    for (const format of ["jpeg", "png", "webp"] as const) {
      const bytes = await picture.clone().withXmp(packet).toFormat(format).toBuffer();
      const { claims } = await readPhotographMetadata(bytes, `image/${format}`);
      assert.deepEqual(claims.programs, ["Adobe Photoshop 26.0"], format);
      assert.deepEqual(
        claims.dates.map(({ from, local, offset_min, kind }) => [from, local, offset_min, kind]),
        [
          ["xmp:CreateDate", "2019-05-06T07:08:09", 120, "captured"],
          ["photoshop:DateCreated", "2019-05-06T12:00:00", null, "captured"],
          ["xmp:ModifyDate", "2026-11-22T10:11:12", 0, "changed"],
        ],
        format,
      );
    }
  });

  test("IPTC's dates and program are read", async () => {
    const dataset = (number: number, value: string) => Buffer.concat([Buffer.from([0x1c, 2, number]), u16(value.length), text(value)]);
    const iim = Buffer.concat([dataset(55, "20190506"), dataset(60, "070809+0200"), dataset(65, "Snapseed")]);
    const even = Buffer.concat([iim, Buffer.alloc(iim.length % 2)]);
    const block = Buffer.concat([text("Photoshop 3.0\0"), text("8BIM"), u16(0x0404, 0), u32(iim.length), even]);
    const { claims } = await readPhotographMetadata(await withSegment(0xed, block), "image/jpeg");
    assert.deepEqual(claims.programs, ["Snapseed"]);
    assert.deepEqual(claims.dates, [{ from: "iptc:DateCreated", local: "2019-05-06T07:08:09", offset_min: 120, kind: "captured" }]);
  });

  test("a JPEG's comment and a PNG's texts name their programs", async () => {
    const commented = await readPhotographMetadata(await withSegment(0xfe, text("Created with GIMP\0")), "image/jpeg");
    assert.deepEqual(commented.claims.programs, ["Created with GIMP"]);
    const png = await withChunks(
      ["tEXt", text("Software\0gnome-screenshot")],
      ["zTXt", Buffer.concat([text("Creation Time\0\0"), deflateSync("2019:05:06 07:08:09")])],
      ["iTXt", Buffer.concat([text("parameters\0\x01\0en\0\0"), deflateSync("a cat, steps: 20")])],
    );
    const { claims } = await readPhotographMetadata(png, "image/png");
    assert.deepEqual(claims.programs, ["gnome-screenshot", "Stable Diffusion (parameters)"]);
    assert.deepEqual(
      claims.dates.map(({ local }) => local),
      ["2019-05-06T07:08:09"],
    );
  });

  test("a PNG's text that is longer than any text says nothing, and neither does a broken one", async () => {
    const long = deflateSync(Buffer.alloc(2 ** 20 + 1, "GIMP"));
    const png = await withChunks(
      ["zTXt", Buffer.concat([text("Software\0\0"), long])],
      ["zTXt", text("Comment\0\0GIMP")],
      ["tEXt", text("Source")],
      ["tEXt", text("Software\0darktable")],
    );
    const { claims, size } = await readPhotographMetadata(png, "image/png");
    assert.deepEqual([claims.programs, size], [["darktable"], { width: 64, height: 48 }]);
  });

  test("a file that is none says nothing", async () => {
    for (const type of ["image/jpeg", "image/png", "image/webp", "image/heic"]) {
      const { exif, claims } = await readPhotographMetadata(text("no picture"), type);
      assert.deepEqual([exif, claims.dates, claims.programs], [undefined, [], []], type);
    }
  });
});

describe("a HEIC's EXIF is found wherever its item locations say that it is", () => {
  const tiff = text("II*\0 the TIFF block, found");
  const payload = Buffer.concat([u32(6), text("Exif\0\0"), tiff]);
  const infe = (id: number, type: string, more = Buffer.alloc(0)) => box("infe", u32(0x02000000), u16(id, 0), text(`${type}\0`), more);
  const iinf = box("iinf", u32(0), u16(2), infe(1, "hvc1"), infe(2, "Exif"));
  const head = box("ftyp", text("mif1"), u32(0), text("mif1heic"));
  const found = (file: Buffer) => heicMetadata(file).exif?.toString();

  /** `make` is given where the file's own bytes begin. */
  function fileWith(iloc: (at: number) => Buffer, more: Buffer[] = [], tail = payload): Buffer {
    const meta = (at: number) => box("meta", u32(0), box("hdlr", Buffer.alloc(25)), iinf, iloc(at), ...more);
    const at = head.length + meta(0).length + 8;
    return Buffer.concat([head, meta(at), box("mdat", tail)]);
  }

  test("at an offset of its own", () => {
    const iloc = (at: number) => box("iloc", u32(0), Buffer.from([0x44, 0x00]), u16(1, 2, 0, 1), u32(at, payload.length));
    assert.equal(found(fileWith(iloc)), tiff.toString());
  });

  test("behind a base offset, in two parts", () => {
    const iloc = (at: number) =>
      box("iloc", u32(0), Buffer.from([0x44, 0x40]), u16(1, 2, 0), u32(at), u16(2), u32(0, 9, 9, payload.length - 9));
    assert.equal(found(fileWith(iloc)), tiff.toString());
  });

  test("at the end of the file, without a length", () => {
    const iloc = (at: number) => box("iloc", u32(0), Buffer.from([0x40, 0x00]), u16(1, 2, 0, 1), u32(at + 100));
    assert.equal(found(fileWith(iloc, [], Buffer.concat([Buffer.alloc(100), payload]))), tiff.toString());
  });

  test("inside the metadata itself, by the second version of locations", () => {
    const iloc = () => box("iloc", u32(0x02000000), Buffer.from([0x44, 0x00]), u32(1, 2), u16(1, 0, 1), u32(0, payload.length));
    assert.equal(found(fileWith(iloc, [box("idat", payload)])), tiff.toString());
  });

  test("and XMP beside it", () => {
    const items = box("iinf", u32(0), u16(1), infe(3, "mime", text("application/rdf+xml\0")));
    const packet = text('<x xmp:CreateDate="2019-05-06T07:08:09Z"/>');
    const iloc = box("iloc", u32(0x01000000), Buffer.from([0x44, 0x00]), u16(1, 3, 1, 0, 1), u32(0, packet.length));
    const file = Buffer.concat([head, box("meta", u32(0), items, iloc, box("idat", packet))]);
    assert.equal(heicMetadata(file).xmp, packet.toString());
  });

  test("and places that are none give nothing", () => {
    const wrong = (at: number) => box("iloc", u32(0), Buffer.from([0x44, 0x00]), u16(1, 2, 0, 1), u32(at + 1e6, 50));
    assert.equal(found(fileWith(wrong)), undefined);
    const whole = fileWith((at) => box("iloc", u32(0), Buffer.from([0x88, 0x80]), u16(9, 2, 0, 9), u32(at, payload.length)));
    for (let length = 0; length < whole.length; length += 5) found(whole.subarray(0, length));
  });
});
