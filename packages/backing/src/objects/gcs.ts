import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { ApiError, Storage } from "@google-cloud/storage";
import { ObjectNotFound } from "../errors.ts";
import type { Objects } from "../ports.ts";
import { attachment, checkKey, checkRange, rangeInvalid } from "./keys.ts";
import { inParts, PART_BYTES } from "./parts.ts";

export interface GcsObjectsOptions {
  bucket: string;
  /** For an emulator. */
  endpoint?: string;
}

/** Objects in Google Cloud Storage. Credentials come from the environment, as Google's libraries find them. */
export function createGcsObjects({ bucket: name, endpoint }: GcsObjectsOptions): Objects {
  const bucket = new Storage(endpoint === undefined ? {} : { apiEndpoint: endpoint }).bucket(name);
  const file = (key: string) => bucket.file(checkKey(key));

  async function size(key: string): Promise<number> {
    const [metadata] = await file(key)
      .getMetadata()
      .catch((error: unknown) => {
        throw isAbsent(error) ? new ObjectNotFound(key) : error;
      });
    return Number(metadata.size);
  }

  async function read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    checkRange(key, range);
    if (range !== undefined && range.start >= (await size(key))) throw rangeInvalid(key);
    const stream = file(key).createReadStream(range);
    return new Promise((resolve, reject) => {
      stream.once("error", (error) => reject(isAbsent(error) ? new ObjectNotFound(key) : error));
      // Bytes or the end, whichever comes first, say that the object is there.
      stream.once("readable", () => resolve(stream));
    });
  }

  return {
    read,
    async put(key, body, { content_type }) {
      checkKey(key);
      const source = await inParts(body);
      // A failing source must not leave a request open: what is small is complete before it is sent, and what is large
      // goes in requests of one part each, which make no object before the last.
      if (source.whole !== undefined) {
        await file(key).save(Buffer.from(source.whole), { contentType: content_type, resumable: false });
      } else {
        const upload = file(key).createWriteStream({ contentType: content_type, resumable: true, chunkSize: PART_BYTES });
        await pipeline(source.parts, upload);
      }
    },
    bytes: async (key) => buffer(await read(key)),
    async head(key) {
      try {
        const [metadata] = await file(key).getMetadata();
        return { size_bytes: Number(metadata.size), content_type: metadata.contentType ?? "application/octet-stream" };
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    async delete(key) {
      await file(key).delete({ ignoreNotFound: true });
    },
    async *keys() {
      for await (const { name } of bucket.getFilesStream() as AsyncIterable<{ name: string }>) yield name;
    },
    async signedUrl(key, { expires_s, filename }) {
      const disposition = filename === undefined ? {} : { responseDisposition: attachment(filename) };
      const [url] = await file(key).getSignedUrl({ version: "v4", action: "read", expires: Date.now() + expires_s * 1000, ...disposition });
      return url;
    },
    verifySignedPath: () => false,
    async ping() {
      await bucket.getMetadata();
    },
    async close() {},
  };
}

function isAbsent(error: unknown): boolean {
  return error instanceof ApiError && error.code === 404;
}
