import type { Database } from "@oneheart/kernel";
import { EntryColumns } from "../rules/columns.ts";
import { entriesAfter } from "../store/columns.ts";

const PAGE = 20_000;

/** The columns of this process, which read on from where they are whenever somebody asks. */
export interface CaughtUp {
  /** The columns with every entry that is there now. */
  at(db: Database): Promise<EntryColumns>;
  /** The first days of people and zones up to a position; kept until another position is asked for. */
  firstDays(db: Database, upto: number): Promise<FirstDays>;
}

type FirstDays = ReturnType<EntryColumns["firstDays"]>;

export function createCaughtUp(): CaughtUp {
  const columns = new EntryColumns();
  let reading: Promise<void> | undefined;

  async function readOn(db: Database): Promise<void> {
    for (;;) {
      const entries = await entriesAfter(db, columns.position, PAGE);
      for (const entry of entries) columns.add(entry);
      if (entries.length < PAGE) return;
    }
  }

  async function at(db: Database): Promise<EntryColumns> {
    // Who comes while somebody reads may want later entries than that reading sees.
    await reading?.catch(() => {});
    reading ??= readOn(db).finally(() => {
      reading = undefined;
    });
    await reading;
    return columns;
  }

  let kept: { upto: number; days: FirstDays } | undefined;
  return {
    at,
    async firstDays(db, upto) {
      const read = columns.position < upto ? await at(db) : columns;
      if (kept?.upto !== upto) kept = { upto, days: read.firstDays(upto) };
      return kept.days;
    },
  };
}
