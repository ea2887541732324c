import { type RawBuilder, sql } from "kysely";

/**
 * Columns as array parameters in PostgreSQL's binary format (array_recv), which the driver uses for buffers: as text, taking
 * them apart was 7 % of PostgreSQL's part of a posting.
 */
type Column<Value> = ReadonlyArray<Value | null>;

/** The element types' object ids, the same in every PostgreSQL. */
const OIDS = { bytea: 17, int8: 20, int2: 21, text: 25, timestamptz: 1184, uuid: 2950 } as const;
type ElementType = keyof typeof OIDS;

/** How many dimensions, whether there are NULLs, the element's type, and the dimension's length and lower bound: int32 each. */
const HEADER_BYTES = 20;
/** Before each element. */
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
const UUID_BYTES = 16;
/** Where each byte of a UUID stands in its text. */
const UUID_AT = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const UUID_DASHES = [8, 13, 18, 23];
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
/** UTF-8 bytes for one UTF-16 code unit. */
const UTF8_BYTES_MAX = 3;
const TWO_TO_32 = 2 ** 32;

/** Writes an element and answers how many bytes it took. */
type WriteElement<Value> = (buffer: Buffer, value: Value, at: number) => number;

/** int8[] of integers, or of their decimal text. */
export function bigints(values: Column<bigint | number | string>): RawBuilder<unknown> {
  return column("int8", values, () => 8, writeInt8);
}

/** int2[]. */
export function smallints(values: Column<number>): RawBuilder<unknown> {
  return column(
    "int2",
    values,
    () => 2,
    (buffer, value, at) => buffer.writeInt16BE(value, at) - at,
  );
}

/** timestamptz[], to the millisecond. */
export function times(values: Column<Date>): RawBuilder<unknown> {
  return column(
    "timestamptz",
    values,
    () => 8,
    (buffer, value, at) => writeInt8(buffer, (value.getTime() - EPOCH_MS) * 1_000, at),
  );
}

/** uuid[] of UUIDs as text. Throws a `TypeError` when one is something else. */
export function uuids(values: Column<string>): RawBuilder<unknown> {
  return column("uuid", values, () => UUID_BYTES, writeUuid);
}

/** bytea[] of hexadecimal strings. Throws a `TypeError` when one is something else. */
export function hexBytes(values: Column<string>): RawBuilder<unknown> {
  return column("bytea", values, (value) => value.length / 2, writeHex);
}

/** bytea[]. */
export function bytes(values: readonly Uint8Array[]): RawBuilder<unknown> {
  return column("bytea", values, (value) => value.length, writeBytes);
}

/** text[]. */
export function texts(values: Column<string>): RawBuilder<unknown> {
  return column(
    "text",
    values,
    (value) => value.length * UTF8_BYTES_MAX,
    (buffer, value, at) => buffer.write(value, at, "utf8"),
  );
}

function column<Value>(
  type: ElementType,
  values: Column<Value>,
  bytesMaxOf: (value: Value) => number,
  write: WriteElement<Value>,
): RawBuilder<unknown> {
  let bytesMax = HEADER_BYTES;
  for (const value of values) bytesMax += LENGTH_BYTES + (value === null ? 0 : bytesMaxOf(value));
  const buffer = Buffer.allocUnsafe(bytesMax);
  let at = 0;
  for (const field of [1, 1, OIDS[type], values.length, 1]) at = buffer.writeInt32BE(field, at);
  for (const value of values) {
    const length = value === null ? NULL_LENGTH : write(buffer, value, at + LENGTH_BYTES);
    at = buffer.writeInt32BE(length, at) + Math.max(length, 0);
  }
  return sql`${buffer.subarray(0, at)}::${sql.raw(type)}[]`;
}

/** As two halves where a double holds the number exactly: BigInt arithmetic takes five times as long. */
function writeInt8(buffer: Buffer, value: bigint | number | string, at: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) {
    buffer.writeInt32BE(Math.floor(number / TWO_TO_32), at);
    buffer.writeUInt32BE(number >>> 0, at + 4);
  } else buffer.writeBigInt64BE(BigInt(value), at);
  return 8;
}

function writeUuid(buffer: Buffer, uuid: string, at: number): number {
  const hasForm = uuid.length === 36 && UUID_DASHES.every((index) => uuid[index] === "-");
  let all = hasForm ? 0 : -1;
  for (let index = 0; index < UUID_BYTES; index += 1) {
    const start = UUID_AT[index]!;
    const byte = (digitOf(uuid.charCodeAt(start)) << 4) | digitOf(uuid.charCodeAt(start + 1));
    buffer[at + index] = byte;
    all |= byte;
  }
  if (all < 0) throw new TypeError(`not a UUID: ${uuid}`);
  return UUID_BYTES;
}

/** The value of a hexadecimal digit, negative when the code unit is none. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = (code | 32) - 97;
  return letter >= 0 && letter <= 5 ? letter + 10 : -1;
}

function writeHex(buffer: Buffer, hex: string, at: number): number {
  const length = buffer.write(hex, at, "hex");
  if (length !== hex.length / 2) throw new TypeError("not hexadecimal");
  return length;
}

function writeBytes(buffer: Buffer, bytes: Uint8Array, at: number): number {
  buffer.set(bytes, at);
  return bytes.length;
}
