/** What a format asks of its bytes: so many of them, to pass over so many, or to pass over all until something is found. */
export type Ask = { take: number } | { skip: number } | Find;
/** A byte and, behind one or more of them, another one that is wanted. With `begun` the first was seen already. */
interface Find {
  find: number;
  wanted: (next: number) => boolean;
  begun?: boolean;
}
/**
 * A `take` is answered with its bytes, fewer where the file ends; `skip` with none of them and a `find` with the wanted byte, or with
 * undefined where the file ends too early.
 */
type Reply = Buffer | undefined;

/** What a whole, well-formed file says of itself. */
export interface Structure {
  /** In pixels; undefined for videos and for pictures that do not say. */
  size: { width: number; height: number } | undefined;
  /**
   * What a decoder holds of each pixel until the last one is there, in bytes: where the picture's parts are spread over all of the file,
   * as in JPEG of several scans and interlaced PNG. Undefined where it needs a few rows at a time.
   */
  held_pixel_bytes?: number;
  /** How far the header reaches; the picture itself begins there. */
  header_bytes: number;
}

/** Measured for three colours of eight bits, in JPEG and PNG. */
export const heldPixelBytesMin = 7;

/** Reads the outline of a file; undefined when it is cut off or not what its first bytes promised. */
export type Walk = Generator<Ask, Structure | undefined, Reply>;

export interface Walker {
  push(chunk: Buffer): void;
  /** The file ended; says what was found. */
  end(): Structure | undefined;
}

/** Exactly `count` bytes, or undefined when the file ends before. */
export function* take(count: number): Generator<Ask, Buffer | undefined, Reply> {
  const bytes = yield { take: count };
  return bytes?.length === count ? bytes : undefined;
}

/** Passes over `count` bytes; false when the file ends before. */
export function* skip(count: number): Generator<Ask, boolean, Reply> {
  return count === 0 || (yield { skip: count }) !== undefined;
}

const nothing = Buffer.alloc(0);

/** Where the byte stands next, or the end. Looked for by hand first, because they may follow each other closely. */
function indexFrom(chunk: Buffer, byte: number, from: number): number {
  if (chunk[from] === byte) return from;
  const found = chunk.indexOf(byte, from);
  return found === -1 ? chunk.length : found;
}

/** Feeds a file to a walk chunk by chunk; of the bytes passed over nothing is kept. */
export function createWalker(walk: Walk): Walker {
  let step = walk.next();
  let held: Buffer = nothing;
  let passed = 0;
  let begun: boolean | undefined;

  function answer(reply: Reply): void {
    held = nothing;
    passed = 0;
    begun = undefined;
    step = walk.next(reply);
  }

  /** Serves what is asked from the chunk and gives back the rest of it. */
  function serve(ask: Ask, chunk: Buffer): Buffer {
    if ("take" in ask) {
      const part = chunk.subarray(0, ask.take - held.length);
      held = held.length === 0 ? part : Buffer.concat([held, part]);
      if (held.length === ask.take) answer(held);
      return chunk.subarray(part.length);
    }
    if ("skip" in ask) {
      const count = Math.min(ask.skip - passed, chunk.length);
      passed += count;
      if (passed === ask.skip) answer(nothing);
      return chunk.subarray(count);
    }
    return find(ask, chunk);
  }

  /** In one loop: a file may be nothing but bytes that are found and not wanted, and a step of the walk for each takes seconds. */
  function find(ask: Find, chunk: Buffer): Buffer {
    begun ??= ask.begun === true;
    for (let at = 0; at < chunk.length; at += 1) {
      if (!begun) at = indexFrom(chunk, ask.find, at);
      else if (chunk[at] !== ask.find && ask.wanted(chunk[at]!)) {
        answer(chunk.subarray(at, at + 1));
        return chunk.subarray(at + 1);
      }
      begun = chunk[at] === ask.find;
    }
    return nothing;
  }

  return {
    push(chunk) {
      let rest = chunk;
      while (!step.done && rest.length > 0) rest = serve(step.value, rest);
    },
    end() {
      while (!step.done) answer("take" in step.value ? held : undefined);
      return step.value;
    },
  };
}
