import { sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import init, { WasmBuilder } from "@contentauth/c2pa-wasm";
import type { TestChain } from "./certificates.ts";

const cose_bytes = 2048;

/** What c2pa-wasm reads its picture through; only browsers have one. */
class FileReaderSync {
  readAsArrayBuffer(blob: PictureBlob): ArrayBuffer {
    return blob.content.slice().buffer;
  }
}

class PictureBlob extends Blob {
  readonly content: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array) {
    super([Uint8Array.from(bytes)]);
    this.content = Uint8Array.from(bytes);
  }
  override slice(start?: number, end?: number): Blob {
    return new PictureBlob(this.content.slice(start, end));
  }
}

/** One entry of the manifest's list of actions. */
export interface TestAction {
  action: string;
  digitalSourceType?: string;
  [parameter: string]: unknown;
}

/** A picture with a C2PA manifest embedded, signed with the chain's key. */
export async function signedPicture(picture: Uint8Array, media_type: string, chain: TestChain, actions: TestAction[]): Promise<Uint8Array> {
  Object.assign(globalThis, { FileReaderSync });
  const wasm = await readFile(new URL(import.meta.resolve("@contentauth/c2pa-wasm/c2pa.wasm")));
  await init({ module_or_path: new Uint8Array(wasm) });
  const builder = WasmBuilder.fromJson(
    JSON.stringify({
      claim_generator_info: [{ name: "Test camera", version: "1.0" }],
      assertions: [{ label: "c2pa.actions", data: { actions } }],
    }),
  );
  const signer = { alg: "es256", reserveSize: cose_bytes, sign: async (claim: Uint8Array) => coseSign1(claim, chain) };
  return builder.sign(signer, [], media_type, new PictureBlob(picture));
}

/** COSE_Sign1 (RFC 9052) over a detached payload, padded to the size that the file has reserved for it. */
function coseSign1(payload: Uint8Array, { certificates, key }: TestChain): Uint8Array<ArrayBuffer> {
  const headers = cbor(
    new Map<number, Cbor>([
      [1, -7],
      [33, certificates],
    ]),
  );
  const signature = sign("sha256", cbor(["Signature1", headers, new Uint8Array(0), payload]), { key, dsaEncoding: "ieee-p1363" });
  const padded = (pad: number) =>
    Buffer.concat([Uint8Array.of(0xd2), cbor([headers, new Map([["pad", new Uint8Array(pad)]]), null, signature])]);
  const unpadded = padded(256).length - 256;
  return Uint8Array.from(padded(cose_bytes - unpadded));
}

type Cbor = number | string | null | Uint8Array | Cbor[] | Map<number | string, Cbor>;

function cbor(value: Cbor): Uint8Array {
  if (value === null) return Uint8Array.of(0xf6);
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([name, entry]) => [cbor(name), cbor(entry)])]);
}

function head(major: number, count: number): Uint8Array {
  const first = major << 5;
  if (count < 24) return Uint8Array.of(first | count);
  return count < 256 ? Uint8Array.of(first | 24, count) : Uint8Array.of(first | 25, count >> 8, count & 255);
}
