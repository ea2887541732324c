import { boxAt, boxesIn, metaBoxes } from "./boxes.ts";

/** What a HEIC file keeps beside its picture. */
export interface HeicMetadata {
  /** A TIFF block. */
  readonly exif: Buffer | undefined;
  readonly xmp: string | undefined;
}

interface Item {
  id: number;
  type: string;
  content_type: string;
}

const itemsMax = 5000;
const bytesMax = 8 * 2 ** 20;

/** Finds EXIF and XMP wherever the file's item locations say that they are: with base offsets, in parts, at its end or inside `idat`. */
export function heicMetadata(file: Buffer): HeicMetadata {
  try {
    const meta = boxAt(boxesIn(file), ["meta"]);
    if (meta === undefined) return { exif: undefined, xmp: undefined };
    const boxes = metaBoxes(meta);
    const items = itemsIn(boxAt(boxes, ["iinf"]) ?? Buffer.alloc(0));
    const places = { iloc: boxAt(boxes, ["iloc"]) ?? Buffer.alloc(0), idat: boxAt(boxes, ["idat"]) ?? Buffer.alloc(0), file };
    const bytesOf = (item: Item | undefined) => (item === undefined ? undefined : itemBytes(item.id, places));
    const exif = bytesOf(items.find(({ type }) => type === "Exif"));
    const xmp = bytesOf(items.find(({ type, content_type }) => type === "mime" && content_type === "application/rdf+xml"));
    return { exif: exif && tiffIn(exif), xmp: xmp?.toString("utf8") };
  } catch (error) {
    // Numbers that point beyond the file: metadata that is broken says as much as none.
    if (error instanceof RangeError) return { exif: undefined, xmp: undefined };
    throw error;
  }
}

/** ISO/IEC 23008-12: how many bytes stand before the TIFF block. */
function tiffIn(exif: Buffer): Buffer | undefined {
  const from = exif.length < 8 ? exif.length : 4 + exif.readUInt32BE(0);
  return from < exif.length ? exif.subarray(from) : undefined;
}

/** ISO/IEC 14496-12, `iinf` and `infe`: number, type and, of `mime`, what kind. */
function itemsIn(iinf: Buffer): Item[] {
  const entries = boxesIn(iinf.subarray(iinf[0] === 0 ? 6 : 8)).slice(0, itemsMax);
  return entries.flatMap(({ body }) => {
    const version = body[0];
    if (version !== 2 && version !== 3) return [];
    const id = version === 2 ? body.readUInt16BE(4) : body.readUInt32BE(4);
    const at = version === 2 ? 8 : 10;
    const [, content_type = ""] = body.toString("latin1", at + 4).split("\0");
    return [{ id, type: body.toString("latin1", at, at + 4), content_type }];
  });
}

/** An item's bytes by `iloc`; an extent without a length reaches to the end. */
function itemBytes(id: number, { iloc, idat, file }: { iloc: Buffer; idat: Buffer; file: Buffer }): Buffer | undefined {
  const version = iloc[0] ?? 0;
  const [offsetSize, lengthSize] = [iloc[4]! >> 4, iloc[4]! & 15];
  const [baseSize, indexSize] = [iloc[5]! >> 4, version === 0 ? 0 : iloc[5]! & 15];
  const wide = version === 2 ? 4 : 2;
  let at = 6;
  const next = (size: number): number => {
    at += size;
    return size === 0 ? 0 : size === 8 ? Number(iloc.readBigUInt64BE(at - 8)) : iloc.readUIntBE(at - size, size);
  };
  for (let left = Math.min(next(wide), itemsMax); left > 0; left -= 1) {
    const number = next(wide);
    const method = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(baseSize);
    const source = method === 0 ? file : method === 1 ? idat : undefined;
    const parts = Array.from({ length: next(2) }, () => {
      next(indexSize);
      const from = base + next(offsetSize);
      const length = next(lengthSize);
      return source?.subarray(from, length === 0 ? undefined : from + length) ?? Buffer.alloc(0);
    });
    if (number === id)
      return (
        source &&
        Buffer.concat(
          parts,
          Math.min(
            bytesMax,
            parts.reduce((sum, part) => sum + part.length, 0),
          ),
        )
      );
  }
  return undefined;
}
