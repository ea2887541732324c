/** A box with its length and type before what is in it. */
export function box(type: string, ...body: Uint8Array[]): Buffer {
  const content = Buffer.concat(body);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type, "latin1"), content]);
}

export function u16(...values: number[]): Buffer {
  return Buffer.concat(values.map((value) => Buffer.from([(value >> 8) & 255, value & 255])));
}

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * at);
  return bytes;
}

export const text = (value: string) => Buffer.from(value, "utf8");

/** Seconds since 1904, as movies count. */
function movieTime(iso: string): number {
  return Math.round(Date.parse(iso) / 1000) + 2_082_844_800;
}

export function mvhd(created: string, changed = created): Buffer {
  return box("mvhd", u32(0, movieTime(created), movieTime(changed), 600, 600), Buffer.alloc(80));
}

/** The same with 64 bits for times. */
export function longMvhd(created: string): Buffer {
  return box("mvhd", u32(0x01000000, 0, movieTime(created), 0, movieTime(created), 600, 0, 600), Buffer.alloc(80));
}

/** A text of QuickTime's user data: length, language, text. */
export function userText(type: string, value: string): Buffer {
  return box(type, u16(Buffer.byteLength(value), 0x15c7), text(value));
}

const handler = box("hdlr", Buffer.alloc(25));

/** Named keys with their values, as Apple writes them (without version and flags) or as ISO files do. */
export function keyedMeta(values: Record<string, string>, style: "quicktime" | "iso" = "quicktime"): Buffer {
  const names = Object.keys(values);
  const keys = box("keys", u32(0, names.length), ...names.map((name) => Buffer.concat([u32(name.length + 8), text(`mdta${name}`)])));
  const list = box("ilst", ...Object.values(values).map((value, at) => namelessBox(at + 1, box("data", u32(1, 0), text(value)))));
  return box("meta", style === "iso" ? u32(0) : Buffer.alloc(0), handler, keys, list);
}

function namelessBox(index: number, body: Buffer): Buffer {
  return Buffer.concat([u32(body.length + 8, index), body]);
}

/** 3GPP's place. */
export function loci(lat: number, lng: number, name = "here"): Buffer {
  const fixed = (value: number) => u32(Math.round(value * 65536));
  return box("loci", u32(0), u16(0x15c7), text(`${name}\0`), Buffer.from([0]), fixed(lng), fixed(lat), fixed(10), text("earth\0\0"));
}

/** A whole movie file: what is given goes into `moov`. */
export function movie(brand: string, inside: readonly Buffer[], outside: readonly Buffer[] = []): Buffer {
  const media = box("mdat", Buffer.alloc(64, 7));
  return Buffer.concat([box("ftyp", text(brand), u32(0), text(brand)), media, ...outside, box("moov", ...inside)]);
}

/** An entry of GoPro's format. */
function klv(key: string, type: string, size: number, data: Uint8Array): Buffer {
  const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
  return Buffer.concat([text(key), Buffer.from([type === "\0" ? 0 : type.charCodeAt(0), size]), u16(data.length / size), data, padding]);
}

/** A GoPro movie whose position is in its track of metadata. */
export function goproMovie(lat: number, lng: number, fix = 3): Buffer {
  const scaled = u32(...[lat, lng].map((value) => Math.round(value * 1e7)), 100_000, 0, 0);
  const stream = Buffer.concat([
    klv("GPSF", "L", 4, u32(fix)),
    klv("GPSU", "U", 16, text("190304050607.000")),
    klv("SCAL", "l", 4, u32(10_000_000, 10_000_000, 1000, 1000, 100)),
    klv("GPS5", "l", 20, scaled),
  ]);
  const sample = klv("DEVC", "\0", 1, klv("STRM", "\0", 1, stream));
  const head = box("ftyp", text("mp41"), u32(0), text("mp41"));
  const stbl = box(
    "stbl",
    box("stsd", u32(0, 1, 16), text("gpmd"), Buffer.alloc(8)),
    box("stsz", u32(0, sample.length, 1)),
    box("stco", u32(0, 1, head.length + 8)),
  );
  const track = box("trak", box("mdia", box("minf", stbl)));
  const udta = box("udta", box("FIRM", text("HD9.01.01.72.00")), box("GPMF", klv("MINF", "c", 1, text("HERO9 Black"))));
  return Buffer.concat([head, box("mdat", sample), box("moov", mvhd("2019-03-04T05:06:07Z"), udta, track)]);
}
