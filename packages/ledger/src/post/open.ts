import type { LedgerDb } from "../database.ts";
import type { TransactionDraft } from "../drafts.ts";
import type { Catalogue } from "../rules/catalogue.ts";
import { checkDraft } from "../rules/check-draft.ts";
import { entriesOf, type Hold } from "../rules/entry.ts";
import { findHolds } from "../store/holds.ts";
import { type Item, newItem, undecided } from "./item.ts";

/** Drafts that were checked on their own, laid out as entries. `stored_holds` are those that any of them resolves. */
export interface Opened {
  items: Item[];
  stored_holds: Map<string, Hold>;
}

/** Checks drafts one by one and looks up the holds they resolve, in the database and in the batch itself. */
export async function openDrafts(
  db: LedgerDb,
  drafts: readonly TransactionDraft[],
  catalogue: Catalogue,
  newId: () => string,
): Promise<Opened> {
  const items = drafts.map((draft) => newItem(draft, newId));
  for (const item of items) item.result = checkDraft(item.draft, catalogue);

  const checked = undecided(items);
  const stored_holds = await findHolds(db, checked.flatMap(holdIdsOf));
  const drafted = draftedHolds(checked);
  for (const item of checked) {
    const entries = entriesOf(item.id, item.draft, (id) => stored_holds.get(id) ?? drafted.get(id));
    if (Array.isArray(entries)) item.entries = entries;
    else item.result = entries;
  }
  return { items, stored_holds };
}

function holdIdsOf({ draft }: Item): string[] {
  const { captures = [], releases = [], expiries = [] } = draft;
  return [...captures, ...releases, ...expiries].map((resolution) => resolution.hold_id);
}

/** Holds that the batch itself makes, under ids that its captures may name. */
function draftedHolds(items: readonly Item[]): Map<string, Hold> {
  const holds = items.flatMap(({ draft }) => draft.holds ?? []);
  return new Map(
    holds.flatMap((hold) => (hold.id === undefined ? [] : [[hold.id, { ...hold, id: hold.id, expires_at: hold.expires_at ?? null }]])),
  );
}
