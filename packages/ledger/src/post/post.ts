import { type LedgerDb, requireTransaction } from "../database.ts";
import type { AccountRef, TransactionDraft } from "../drafts.ts";
import type { PostResult } from "../results.ts";
import { type Outcome, plan } from "../rules/plan.ts";
import type { Accounts } from "../rules/running-balance.ts";
import type { AccountCache } from "../store/account-cache.ts";
import { resolveAccounts } from "../store/accounts.ts";
import { loadCatalogue } from "../store/catalogue.ts";
import { findResolved } from "../store/holds.ts";
import { lockAccounts, type StoredTransaction, type Wanted } from "../store/lock.ts";
import { findTransactionIds } from "../store/stored.ts";
import { type Item, undecided } from "./item.ts";
import { openDrafts } from "./open.ts";
import { record } from "./record.ts";
import { answerSameId, answerSameKey, answerStored } from "./repeats.ts";
import { sealItems } from "./seal.ts";

export interface PostDeps {
  newId: () => string;
  now: () => Date;
}

/** With the accounts that this process has seen. */
export interface PostContext extends PostDeps {
  cache: AccountCache;
}

/**
 * check → resolve accounts → seal leaves → lock accounts → answer repeats → plan → record.
 * Accounts are locked in id order before any seq is drawn, so an account's entries by seq are its entries in time.
 */
export async function post(db: LedgerDb, drafts: readonly TransactionDraft[], deps: PostContext): Promise<PostResult[]> {
  requireTransaction(db, "post");
  const catalogue = await loadCatalogue(db);
  const { items, stored_holds } = await openDrafts(db, drafts, catalogue, deps.newId);
  const known = deps.cache.of(catalogue.ledger_id);
  const found = await resolveAccounts(db, refsOf(undecided(items)), known, catalogue);
  await sealItems(db, undecided(items), found, catalogue);
  const sealed = undecided(items);
  if (sealed.length === 0) return resultsOf(items);

  const { accounts, transactions, entry_ids } = await lockAccounts(db, found, known, wantedOf(sealed));
  const taken = answerStored(sealed, transactions);
  const planned = undecided(items);
  const before: Accounts = new Map(accounts);
  const outcomes = plan(planned, {
    ...(await readStored(db, planned)),
    accounts,
    stored_holds: new Set(stored_holds.keys()),
    stored_entry_ids: entry_ids,
    taken_ids: new Set(taken.keys()),
    now: deps.now(),
  });
  const accepted = planned.filter((_, index) => outcomes[index]!.type === "accepted");
  const seqs = accepted.length > 0 ? await record(db, accepted, { before, after: accounts }, catalogue) : new Map<string, bigint>();
  for (const [index, item] of planned.entries()) item.result = answer(item, outcomes[index]!, { planned, seqs, taken });
  return resultsOf(items);
}

function refsOf(items: readonly Item[]): Map<string, AccountRef> {
  const refs = new Map<string, AccountRef>();
  for (const { entries } of items) {
    for (const entry of entries) refs.set(entry.debit_key, entry.debit).set(entry.credit_key, entry.credit);
  }
  return refs;
}

/** Ids and keys of the drafts that may be stored already; ids that were made here cannot be. */
function wantedOf(items: readonly Item[]): Wanted {
  return {
    transaction_ids: items.filter((item) => item.draft.id !== undefined).map((item) => item.id),
    idempotency_hashes: items.flatMap((item) => item.idempotency_hash ?? []),
    entry_ids: items.flatMap((item) => item.entries.flatMap((entry) => (entry.is_id_chosen ? entry.id! : []))),
  };
}

async function readStored(db: LedgerDb, items: readonly Item[]) {
  const entries = items.flatMap((item) => item.entries);
  return {
    resolved_holds: await findResolved(
      db,
      entries.flatMap((entry) => entry.hold?.id ?? []),
    ),
    stored_transaction_ids: await findTransactionIds(
      db,
      items.flatMap((item) => item.draft.corrects ?? []),
    ),
  };
}

interface Answers {
  planned: readonly Item[];
  seqs: ReadonlyMap<string, bigint>;
  taken: ReadonlyMap<string, StoredTransaction>;
}

function answer(item: Item, outcome: Outcome, { planned, seqs, taken }: Answers): PostResult {
  if (outcome.type === "refused") return outcome.refusal;
  if (outcome.type === "accepted") {
    return { ok: true, id: item.id, seq: seqs.get(item.id)!, replayed: false, balances: outcome.balances };
  }
  if (outcome.type === "stored") return answerSameId(item, taken.get(item.id)!);
  const first = planned[outcome.of]!;
  const earlier = { id: first.id, seq: seqs.get(first.id)!, fingerprint: first.fingerprint, leaf: first.leaf!.toString("utf8") };
  return outcome.by === "key" ? answerSameKey(item, earlier) : answerSameId(item, earlier);
}

function resultsOf(items: readonly Item[]): PostResult[] {
  return items.map((item) => item.result!);
}
