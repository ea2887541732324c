/** Protocol buffers as they lie in a file: the fields of a message in their order, each kept as it was unless somebody changes it. */
export interface Field {
  readonly number: number;
  /** 0: a whole number; 1 and 5: eight or four bytes; 2: text, bytes or a message. */
  readonly wire: 0 | 1 | 2 | 5;
  readonly bytes: Uint8Array;
}

/** The fields of a message. Throws `RangeError` for what is none. */
export function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < message.length) {
    const key = readVarint(message, at);
    const wire = key.value & 7;
    const number = Math.floor(key.value / 8);
    const { start, end } = extentOf(message, key.end, wire);
    if (end > message.length || number === 0) throw new RangeError("not a protocol buffer");
    fields.push({ number, wire: wire as Field["wire"], bytes: message.subarray(start, end) });
    at = end;
  }
  return fields;
}

function extentOf(message: Uint8Array, at: number, wire: number): { start: number; end: number } {
  if (wire === 0) return { start: at, end: readVarint(message, at).end };
  if (wire === 1) return { start: at, end: at + 8 };
  if (wire === 5) return { start: at, end: at + 4 };
  if (wire !== 2) throw new RangeError("not a protocol buffer");
  const length = readVarint(message, at);
  return { start: length.end, end: length.end + length.value };
}

function readVarint(bytes: Uint8Array, from: number): { value: number; end: number } {
  let value = 0;
  for (let at = from, factor = 1; at < Math.min(bytes.length, from + 10); at += 1, factor *= 128) {
    value += (bytes[at]! & 127) * factor;
    if (bytes[at]! < 128) return { value, end: at + 1 };
  }
  throw new RangeError("not a protocol buffer");
}

/** The message of some fields. */
export function messageOf(fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap(({ number, wire, bytes }) => {
    const head = varint(number * 8 + wire);
    return wire === 2 ? [head, varint(bytes.length), bytes] : [head, bytes];
  });
  return Buffer.concat(parts);
}

/** A field that holds text, bytes or a message. */
export function block(number: number, content: Uint8Array | string): Field {
  return { number, wire: 2, bytes: typeof content === "string" ? Buffer.from(content) : content };
}

/** A field that holds a whole number that is not negative. */
export function whole(number: number, value: number): Field {
  return { number, wire: 0, bytes: varint(value) };
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
