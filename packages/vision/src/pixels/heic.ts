import { createRequire } from "node:module";

/** Pixels of a decoded HEIC, four bytes each, turned as the file says. */
export interface RgbaImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The part of libheif's binding that is used. */
interface Libheif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[]; decoder: unknown };
  heif_context_free(context: unknown): void;
}

interface HeifImage {
  get_width(): number;
  get_height(): number;
  is_primary?(): number;
  display(into: ImageTarget, done: (filled: ImageTarget | null) => void): void;
  free(): void;
}

type ImageTarget = { data: Uint8ClampedArray; width: number; height: number };

/** Why there are no pixels. */
export type HeicRefusal = "too_many_pixels" | "undecodable";

/**
 * The primary picture of a HEIC file. Synchronous WebAssembly, some 0.5 s a megapixel on a slow core, and its memory never shrinks: call it
 * where that may happen. Loaded at first use.
 */
export async function decodeHeic(bytes: Uint8Array, pixelsMax: number): Promise<RgbaImage | HeicRefusal> {
  try {
    return await decodeWith(require("libheif-js/wasm-bundle") as Libheif, bytes, pixelsMax);
  } catch {
    // A trap leaves the module in an unknown state: the next picture gets a new one.
    for (const path of Object.keys(require.cache)) if (path.includes("libheif-js")) delete require.cache[path];
    return "undecodable";
  }
}

const require = createRequire(import.meta.url);

async function decodeWith(libheif: Libheif, bytes: Uint8Array, pixelsMax: number): Promise<RgbaImage | HeicRefusal> {
  const decoder = new libheif.HeifDecoder();
  const images = decoder.decode(bytes);
  try {
    const image = images.find((one) => one.is_primary?.()) ?? images[0];
    if (image === undefined) return "undecodable";
    const [width, height] = [image.get_width(), image.get_height()];
    if (width * height > pixelsMax) return "too_many_pixels";
    const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
    const filled = await new Promise<ImageTarget | null>((resolve) => image.display(target, resolve));
    return filled === null ? "undecodable" : { data: new Uint8Array(filled.data.buffer), width, height };
  } finally {
    for (const image of images) image.free();
    if (decoder.decoder) libheif.heif_context_free(decoder.decoder);
  }
}
