import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { ObjectNotFound } from "../errors.ts";
import type { Objects } from "../ports.ts";
import { attachment, checkKey, checkRange, rangeInvalid } from "./keys.ts";
import { inParts } from "./parts.ts";

export interface S3ObjectsOptions {
  bucket: string;
  region: string;
  /** For stores other than Amazon's that speak its protocol. */
  endpoint?: string;
}

/** Objects in S3 or a store that speaks its protocol. Credentials come from the environment, as the AWS SDK finds them. */
export function createS3Objects({ bucket, region, endpoint }: S3ObjectsOptions): Objects {
  const client = new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Stores other than Amazon's do not all know the newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const at = (key: string) => ({ Bucket: bucket, Key: checkKey(key) });

  async function read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    checkRange(key, range);
    const Range = range && `bytes=${range.start}-${range.end}`;
    try {
      const { Body } = await client.send(new GetObjectCommand({ ...at(key), Range }));
      if (Body instanceof Readable) return Body;
      throw new Error("S3 answered without a stream");
    } catch (error) {
      if (statusOf(error) === 404) throw new ObjectNotFound(key);
      if (statusOf(error) === 416) throw rangeInvalid(key);
      throw error;
    }
  }

  /** A stream's length is not known before its end, so it goes in parts; the object appears when they are completed. */
  async function putInParts(key: string, parts: AsyncIterable<Buffer>, type: string): Promise<void> {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at(key), ContentType: type }));
    try {
      const Parts: Array<{ PartNumber: number; ETag: string | undefined }> = [];
      for await (const Body of parts) {
        const PartNumber = Parts.length + 1;
        const { ETag } = await client.send(new UploadPartCommand({ ...at(key), UploadId, PartNumber, Body }));
        Parts.push({ PartNumber, ETag });
      }
      await client.send(new CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts } }));
    } catch (error) {
      await client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId })).catch(() => undefined);
      throw error;
    }
  }

  return {
    read,
    async put(key, body, { content_type }) {
      checkKey(key);
      const source = await inParts(body);
      if (source.whole === undefined) return putInParts(key, source.parts, content_type);
      await client.send(new PutObjectCommand({ ...at(key), Body: source.whole, ContentType: content_type }));
    },
    bytes: async (key) => buffer(await read(key)),
    async head(key) {
      try {
        const { ContentLength = 0, ContentType = "application/octet-stream" } = await client.send(new HeadObjectCommand(at(key)));
        return { size_bytes: ContentLength, content_type: ContentType };
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },
    async *keys() {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
        for (const { Key } of Contents) if (Key !== undefined) yield Key;
      }
    },
    async signedUrl(key, { expires_s, filename }) {
      const ResponseContentDisposition = filename === undefined ? undefined : attachment(filename);
      return getSignedUrl(client, new GetObjectCommand({ ...at(key), ResponseContentDisposition }), { expiresIn: expires_s });
    },
    verifySignedPath: () => false,
    async ping() {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    },
    async close() {
      client.destroy();
    },
  };
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
