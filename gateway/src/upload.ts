import { Transform } from "node:stream";
import type { MultipartFile } from "@fastify/multipart";
import { type FileField, inputWords } from "@oneheart/contracts";
import { commonError, type IncomingFile, isOperationError, type OperationError } from "@oneheart/kernel";
import type { FastifyRequest } from "fastify";

/** Together small enough to travel in a header to another process. */
const fieldsBytesMax = 8 * 1024;
const fieldsMax = 50;
// One more than may be, so that it is seen here and not only when the form has ended.
const limits = { fields: fieldsMax + 1, fieldNameSize: 100, fieldSize: fieldsBytesMax, headerPairs: 100, files: 1 };

const discardFor_ms = 30_000;

/** A form: its fields, and its file as it arrives. */
export interface Upload {
  fields: Record<string, unknown>;
  file: IncomingFile | undefined;
  /** What broke the form while the file was being read. */
  failure(): OperationError | undefined;
  /** Lets go of what nobody reads any more. */
  dispose(): void;
}

/**
 * Reads a form up to its file. The fields come first: the file is handed on while it arrives, so what follows it would come too late.
 * The file's stream ends only after the whole form was seen to be well formed; it fails when a field or another file follows,
 * when the form is cut off, and when the file is longer than it may be. Throws `malformed_upload`.
 */
export async function receiveUpload(request: FastifyRequest, field: FileField, onProgress: () => void): Promise<Upload> {
  const parts = request.parts({ limits: { ...limits, fileSize: field.max_bytes } });
  const fields: Record<string, unknown> = {};
  let count = 0;
  try {
    for (let next = await parts.next(); !next.done; next = await parts.next()) {
      const part = next.value;
      if (part.type === "file") {
        if (part.fieldname !== field.field) throw malformed(`the file belongs in the field "${field.field}", not "${part.fieldname}"`);
        return { fields, ...streamFile(request, part, parts, onProgress) };
      }
      if (part.fieldnameTruncated || part.valueTruncated) throw malformed(`the field "${part.fieldname}" is too long`);
      count += 1;
      if (count > fieldsMax) throw malformed(`at most ${fieldsMax} fields may be sent`);
      addField(fields, part.fieldname, part.value);
    }
    return { fields, file: undefined, failure: () => undefined, dispose: () => {} };
  } catch (error) {
    discardRest(request);
    throw isOperationError(error) ? error : malformed(error);
  }
}

/** Reads on without keeping anything, so that a client that is still sending can hear the answer; not for ever. */
function discardRest(request: FastifyRequest): void {
  const { raw } = request;
  raw.unpipe();
  if (raw.readableEnded) return;
  const cut = setTimeout(() => raw.destroy(), discardFor_ms).unref();
  raw.once("close", () => clearTimeout(cut)).once("end", () => clearTimeout(cut));
  raw.resume();
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (!Object.hasOwn(fields, name)) fields[name] = value;
  else fields[name] = [fields[name], value].flat();
  if (Buffer.byteLength(JSON.stringify(fields)) > fieldsBytesMax) throw malformed(inputWords.fields_too_long);
}

function streamFile(
  request: FastifyRequest,
  part: MultipartFile,
  rest: AsyncIterator<{ type: string }>,
  onProgress: () => void,
): Pick<Upload, "file" | "failure" | "dispose"> {
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      onProgress();
      done(null, chunk);
    },
  });
  let failure: OperationError | undefined;
  let over = false;
  const fail = (error: OperationError) => {
    failure ??= error;
    stream.destroy(error);
  };
  const finish = async () => {
    over = true;
    const next = await rest.next();
    if (next.done) stream.end();
    else fail(malformed(inputWords.fields_before_file));
  };
  stream.on("error", () => {});
  part.file.on("limit", () => fail(commonError("payload_too_large")));
  part.file.on("error", (error) => fail(malformed(error)));
  part.file.on("close", () => over || fail(malformed(inputWords.form_cut_off)));
  part.file.on("end", () => void finish().catch((error: unknown) => fail(malformed(error))));
  part.file.pipe(stream, { end: false });

  return {
    file: { filename: part.filename, stream },
    failure: () => failure,
    dispose() {
      over = true;
      stream.destroy();
      discardRest(request);
    },
  };
}

/** The answer to a form that cannot be read, in words where we have them. */
function malformed(reason: unknown): OperationError {
  if (typeof reason === "string") return commonError("malformed_upload", { message: reason });
  const { code = "" } = (reason ?? {}) as { code?: string };
  return commonError("malformed_upload", {
    message: explanations[code] ?? inputWords.form_unreadable,
  });
}

const explanations: Record<string, string> = {
  FST_FILES_LIMIT: inputWords.one_file,
  FST_PARTS_LIMIT: inputWords.too_many_parts,
  FST_PROTO_VIOLATION: inputWords.field_name,
  FST_INVALID_JSON_FIELD_ERROR: inputWords.field_not_json,
};
