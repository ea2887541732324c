/** A grey JPEG, one block a restart interval where asked, whose blocks have these DC values and nothing else. */
export function tinyJpeg(dc: readonly number[], restart_interval: number): Buffer {
  const width = dc.length * 8;
  const steps = new Uint8Array(64).fill(8);
  // One code of two bits for each DC category from 0 to 2, and one of one bit for the end of a block.
  const dc_table = [0x00, 0, 3, ...new Uint8Array(14), 0, 1, 2];
  const ac_table = [0x10, 1, ...new Uint8Array(15), 0x00];
  const parts = [
    Uint8Array.of(0xff, 0xd8),
    segment(0xdb, [0, ...steps]),
    segment(0xc0, [8, 0, 8, width >> 8, width & 255, 1, 1, 0x11, 0]),
    segment(0xc4, dc_table),
    segment(0xc4, ac_table),
    segment(0xdd, [restart_interval >> 8, restart_interval & 255]),
    segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    ...scanData(dc, restart_interval),
    Uint8Array.of(0xff, 0xd9),
  ];
  return Buffer.concat(parts);
}

function segment(marker: number, content: number[]): Uint8Array {
  const length = content.length + 2;
  return Uint8Array.of(0xff, marker, length >> 8, length & 255, ...content);
}

function scanData(dc: readonly number[], restart_interval: number): Uint8Array[] {
  const every = restart_interval === 0 ? dc.length : restart_interval;
  const parts: Uint8Array[] = [];
  for (let from = 0; from < dc.length; from += every) {
    if (from > 0) parts.push(Uint8Array.of(0xff, 0xd0 + ((from / every - 1) % 8)));
    parts.push(blockBits(dc.slice(from, from + every)));
  }
  return parts;
}

function blockBits(dc: readonly number[]): Uint8Array {
  let bits = "";
  dc.forEach((value, n) => {
    const difference = value - (dc[n - 1] ?? 0);
    const category = 32 - Math.clz32(Math.abs(difference));
    const coded = difference < 0 ? difference + (1 << category) - 1 : difference;
    const magnitude = category > 0 ? coded.toString(2).padStart(category, "0") : "";
    bits += `${category.toString(2).padStart(2, "0")}${magnitude}0`;
  });
  const bytes = bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, "1"), 2));
  return Uint8Array.from(bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
}
