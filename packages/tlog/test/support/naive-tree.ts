import { createHash } from "node:crypto";

/** RFC 6962, section 2.1 as it is written, over node:crypto: what the package is compared with. */
export class NaiveTree {
  readonly entries: readonly Uint8Array[];
  readonly #hashes = new Map<string, Uint8Array>();

  constructor(entries: readonly Uint8Array[]) {
    this.entries = entries;
  }

  /** MTH(D[start:end]). */
  hash(start: number, end: number): Uint8Array {
    const key = `${start}-${end}`;
    const known = this.#hashes.get(key) ?? this.#compute(start, end);
    this.#hashes.set(key, known);
    return known;
  }

  /** PATH(m, D[start:end]), m counted from start. */
  path(m: number, start: number, end: number): Uint8Array[] {
    if (end - start === 1) return [];
    const k = this.#split(end - start);
    if (m < k) return [...this.path(m, start, start + k), this.hash(start + k, end)];
    return [...this.path(m - k, start + k, end), this.hash(start, start + k)];
  }

  /** SUBPROOF(m, D[start:end], whole). */
  proof(m: number, start: number, end: number, whole = true): Uint8Array[] {
    if (m === end - start) return whole ? [] : [this.hash(start, end)];
    const k = this.#split(end - start);
    if (m <= k) return [...this.proof(m, start, start + k, whole), this.hash(start + k, end)];
    return [...this.proof(m - k, start + k, end, false), this.hash(start, start + k)];
  }

  #compute(start: number, end: number): Uint8Array {
    if (start === end) return createHash("sha256").digest();
    if (end - start === 1) return createHash("sha256").update(Uint8Array.of(0)).update(this.entries[start]!).digest();
    const middle = start + this.#split(end - start);
    return createHash("sha256").update(Uint8Array.of(1)).update(this.hash(start, middle)).update(this.hash(middle, end)).digest();
  }

  #split(n: number): number {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  }
}
