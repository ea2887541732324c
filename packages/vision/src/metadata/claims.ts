/** What a file's metadata says of its making. Anybody can write it: it is compared with what is known otherwise, and proves nothing. */
export interface MetadataClaims {
  /** Where it says to have been taken, the most exact source first. */
  readonly positions: readonly { readonly lat: number; readonly lng: number }[];
  readonly dates: readonly ClaimedDate[];
  /** Programs that made or saved it. */
  readonly programs: readonly string[];
  /** Maker and model. */
  readonly camera: string | null;
}

/** A date that a file names. */
export interface ClaimedDate {
  /** Where it stands, such as `xmp:CreateDate`. */
  readonly from: string;
  /** What a clock showed, as `2026-11-22T10:11:12`. */
  readonly local: string;
  /** How far that clock is ahead of UTC; null where the file does not say. */
  readonly offset_min: number | null;
  /** `captured`: when it was taken. `changed`: when it was last saved, which may be later. */
  readonly kind: "captured" | "changed";
}

/** Nothing was said. */
export const noClaims: MetadataClaims = { positions: [], dates: [], programs: [], camera: null };

const datesMax = 24;
const programsMax = 12;

/** What several parts of a file say, in order and bounded. */
export function joinClaims(parts: readonly Partial<MetadataClaims>[]): MetadataClaims {
  return {
    positions: parts.flatMap(({ positions = [] }) => positions).slice(0, 4),
    dates: parts.flatMap(({ dates = [] }) => dates).slice(0, datesMax),
    programs: [...new Set(parts.flatMap(({ programs = [] }) => programs))].slice(0, programsMax),
    camera: parts.find(({ camera }) => camera)?.camera ?? null,
  };
}
