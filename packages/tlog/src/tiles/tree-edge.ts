import { TlogError } from "../errors.ts";
import { HASH_BYTES, type Hash, portableHasher, requireHash, type TreeHasher } from "../hash.ts";
import { foldRight } from "../merkle/hash-reader.ts";
import { completeSubtrees } from "../merkle/subtree.ts";
import { levelWidth, TILE_WIDTH, type Tile, type TileData, tileLevels } from "./tile.ts";
import { subtreeHash } from "./tile-hash.ts";

interface LevelEdge {
  readonly data: Uint8Array;
  width: number;
}

/** Called for each tile that becomes full. The bytes are used again for the next tile: copy what is to be kept. */
export type OnFullTile = (tile: Tile, data: Uint8Array) => void;

/** The right edge of a tree: one partial tile per level, at most 8 KiB each. All that is needed to append and to know the root. */
export class TreeEdge {
  readonly #hasher: TreeHasher;
  readonly #levels: LevelEdge[] = [];
  #size = 0;

  constructor(hasher: TreeHasher = portableHasher) {
    this.#hasher = hasher;
  }

  /** Restores an edge: `partials[level]` is the partial tile's bytes, empty or absent where there is none (`edge_size_mismatch`). */
  static fromTiles(size: number, partials: readonly Uint8Array[], hasher: TreeHasher = portableHasher): TreeEdge {
    const edge = new TreeEdge(hasher);
    const levels = Math.max(tileLevels(size), partials.length);
    for (let level = 0; level < levels; level++) {
      const partial = partials[level] ?? new Uint8Array(0);
      const width = levelWidth(level, size) % TILE_WIDTH;
      if (partial.length !== width * HASH_BYTES) {
        throw new TlogError("edge_size_mismatch", `level ${level} has ${partial.length} bytes, wanted ${width} hashes`);
      }
      edge.#level(level).data.set(partial);
      edge.#level(level).width = width;
    }
    edge.#size = size;
    return edge;
  }

  /** Number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** Adds one leaf hash (`hash_length`). */
  append(leafHash: Hash, onFullTile?: OnFullTile): void {
    requireHash(leafHash, "of a leaf");
    this.#size += 1;
    this.#push(0, leafHash, onFullTile);
  }

  /** The root of the tree (RFC 6962, section 2.1). */
  root(): Hash {
    const subtrees = [...this.#levels].reverse().flatMap(({ data, width }) =>
      completeSubtrees({ start: 0, end: width }).map(({ level, index }) => {
        const count = 2 ** level;
        return subtreeHash(data, index * count, count, this.#hasher);
      }),
    );
    return new Uint8Array(foldRight(subtrees, this.#hasher));
  }

  /** Copies of the partial tiles, from level 0 up. */
  partialTiles(): TileData[] {
    return this.#levels.flatMap(({ data, width }, level) => {
      const index = Math.floor(levelWidth(level, this.#size) / TILE_WIDTH);
      return width === 0 ? [] : [{ tile: { level, index, width }, data: data.slice(0, width * HASH_BYTES) }];
    });
  }

  #level(level: number): LevelEdge {
    const known = this.#levels[level];
    if (known !== undefined) return known;
    const added = { data: new Uint8Array(TILE_WIDTH * HASH_BYTES), width: 0 };
    this.#levels[level] = added;
    return added;
  }

  #push(level: number, hash: Hash, onFullTile?: OnFullTile): void {
    const edge = this.#level(level);
    edge.data.set(hash, edge.width * HASH_BYTES);
    edge.width += 1;
    if (edge.width < TILE_WIDTH) return;
    const tile = { level, index: levelWidth(level, this.#size) / TILE_WIDTH - 1, width: TILE_WIDTH };
    onFullTile?.(tile, edge.data);
    edge.width = 0;
    this.#push(level + 1, subtreeHash(edge.data, 0, TILE_WIDTH, this.#hasher), onFullTile);
  }
}
