import { bitsSet } from "../hamming.ts";
import type { PdqHash } from "../hash.ts";
import { keyCount, keyOf, keyValues, probedDistanceMax } from "./keys.ts";

/** An entry that was found, nearest first. */
export interface Match {
  readonly entry: number;
  readonly distance: number;
}

/** An index that holds as many hashes as it may. */
export class HashIndexFull extends Error {
  constructor(entriesMax: number) {
    super(`the index holds ${entriesMax} hashes, which is its limit`);
    this.name = "HashIndexFull";
  }
}

const none = -1;
const words = 8;

/**
 * Hashes in memory. `query` is exact at every distance: up to 31 through 16 tables of 16-bit keys (multi-index hashing), beyond that
 * by comparing with all. It holds 97 bytes for each hash that it has room for, and 4 MB of tables; room doubles up to `entriesMax`,
 * and while it does the old arrays are there too. A million hashes: 101 MB.
 */
export class HashIndex {
  readonly entriesMax: number;
  #hashes: Uint32Array;
  /** `#next[16 * entry + position]` is the entry after this one under the same key. */
  #next: Int32Array;
  readonly #first = new Int32Array(keyCount * keyValues).fill(none);
  readonly #free: number[] = [];
  #end = 0;
  #live: Uint8Array;

  constructor(entriesMax = 1_000_000, reserved = 1024) {
    this.entriesMax = entriesMax;
    const capacity = Math.min(entriesMax, reserved);
    this.#hashes = new Uint32Array(capacity * words);
    this.#next = new Int32Array(capacity * keyCount);
    this.#live = new Uint8Array(capacity);
  }

  /** How many hashes are in it. */
  get size(): number {
    return this.#end - this.#free.length;
  }

  /** Bytes held by its arrays. */
  get bytes(): number {
    return this.#hashes.byteLength + this.#next.byteLength + this.#live.byteLength + this.#first.byteLength;
  }

  /** Adds a hash and gives it a number, by which it is found and removed. Numbers of removed hashes are given out again. */
  add(hash: PdqHash): number {
    if (this.size >= this.entriesMax) throw new HashIndexFull(this.entriesMax);
    const entry = this.#free.pop() ?? this.#end++;
    if (entry >= this.#live.length) this.#grow();
    this.#hashes.set(hash, entry * words);
    this.#live[entry] = 1;
    for (let position = 0; position < keyCount; position += 1) {
      const key = position * keyValues + keyOf(hash, position);
      this.#next[entry * keyCount + position] = this.#first[key]!;
      this.#first[key] = entry;
    }
    return entry;
  }

  /** Removes a hash; whether it was there. */
  remove(entry: number): boolean {
    if (this.#live[entry] !== 1) return false;
    const hash = this.#hashes.subarray(entry * words, (entry + 1) * words);
    for (let position = 0; position < keyCount; position += 1) this.#unlink(entry, position, position * keyValues + keyOf(hash, position));
    this.#live[entry] = 0;
    this.#free.push(entry);
    return true;
  }

  /** Every entry at `distanceMax` or less, nearest first, then by number. */
  query(hash: PdqHash, distanceMax: number): Match[] {
    const matches = distanceMax <= probedDistanceMax ? this.#probe(hash, distanceMax) : this.#scan(hash, distanceMax);
    return matches.sort((a, b) => a.distance - b.distance || a.entry - b.entry);
  }

  #probe(hash: PdqHash, distanceMax: number): Match[] {
    const found = new Map<number, number>();
    for (let position = 0; position < keyCount; position += 1) {
      const table = position * keyValues;
      const value = keyOf(hash, position);
      for (let bit = none; bit < 16; bit += 1) {
        const key = table + (bit === none ? value : value ^ (1 << bit));
        for (let entry = this.#first[key]!; entry !== none; entry = this.#next[entry * keyCount + position]!) {
          const distance = this.#distance(hash, entry, distanceMax);
          if (distance <= distanceMax) found.set(entry, distance);
        }
      }
    }
    return Array.from(found, ([entry, distance]) => ({ entry, distance }));
  }

  #scan(hash: PdqHash, distanceMax: number): Match[] {
    const matches: Match[] = [];
    for (let entry = 0; entry < this.#end; entry += 1) {
      const distance = this.#distance(hash, entry, distanceMax);
      if (distance <= distanceMax && this.#live[entry] === 1) matches.push({ entry, distance });
    }
    return matches;
  }

  /** The distance, or some number above `distanceMax` as soon as it is sure to be above. */
  #distance(hash: PdqHash, entry: number, distanceMax: number): number {
    const hashes = this.#hashes;
    const at = entry * words;
    let distance = 0;
    for (let word = 0; word < words && distance <= distanceMax; word += 2) {
      distance += bitsSet(hash[word]! ^ hashes[at + word]!) + bitsSet(hash[word + 1]! ^ hashes[at + word + 1]!);
    }
    return distance;
  }

  #unlink(entry: number, position: number, key: number): void {
    const after = this.#next[entry * keyCount + position]!;
    if (this.#first[key] === entry) {
      this.#first[key] = after;
      return;
    }
    let before = this.#first[key]!;
    while (this.#next[before * keyCount + position] !== entry) before = this.#next[before * keyCount + position]!;
    this.#next[before * keyCount + position] = after;
  }

  #grow(): void {
    const capacity = Math.min(this.entriesMax, Math.max(1024, this.#live.length * 2));
    this.#hashes = extended(this.#hashes, new Uint32Array(capacity * words));
    this.#next = extended(this.#next, new Int32Array(capacity * keyCount));
    this.#live = extended(this.#live, new Uint8Array(capacity));
  }
}

function extended<Values extends Uint32Array | Int32Array | Uint8Array>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}
