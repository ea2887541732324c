import { PEOPLE_MIN, PEOPLE_ROUNDED_TO } from "@oneheart/disclosure";

/** A file of a bundle, as it was written. */
export interface WrittenFile {
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
}

/** What a bundle is about. */
export interface BundleSubject {
  id: string;
  from: string;
  to: string;
  made_by: "person" | "schedule";
  created_at: string;
  programme: string;
  /** Entries up to this position are counted, which the dashboard's drill names as `upto`. */
  counted_upto: number;
  totals: { actions: number; people: number };
  ledger: { tree_size: number; continues: { export_id: string; tree_size: number } | null } | null;
}

/** What is in the bundle and how it was made, for machines and for people. */
export function manifestOf({ id, from, to, ...subject }: BundleSubject, files: readonly WrittenFile[]): string {
  const disclosure = {
    people_min: PEOPLE_MIN,
    people_rounded_to: PEOPLE_ROUNDED_TO,
    method:
      "Cells with fewer people are told together: kinds of one place, then places, then months. Actions are exact sums of whole cells.",
  };
  return `${JSON.stringify({ format: "oneheart-government-export/1", id, from, to, ...subject, disclosure, files }, null, 2)}\n`;
}
