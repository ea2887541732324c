import { type Database, newId } from "@oneheart/kernel";
import { type AccountRef, createLedger, type Ledger, type TransactionDraft } from "@oneheart/ledger";

/** Players who pay each other. */
export const players = 10_000;
const startingBalance = 1_000_000_000n;
const perTransaction = 100;

export const ledger: Ledger = createLedger({ newId, now: () => new Date() });

function heartsOf(player: number): AccountRef {
  return { kind: "player", owner_id: `player-${player}`, asset: "HEART" };
}

/** Gives every player enough for the whole benchmark. */
export async function fund(db: Database): Promise<void> {
  for (let first = 0; first < players; first += perTransaction) {
    const transfers = Array.from({ length: perTransaction }, (_, index) => ({
      debit: { kind: "issuance", asset: "HEART" },
      credit: heartsOf(first + index),
      amount: startingBalance,
    }));
    const draft = { kind: "bench.fund", reason_ref: `fund:${first}`, occurred_at: new Date(), transfers };
    const [posted] = await db.transaction().execute((tx) => ledger.post(tx, [draft]));
    if (!posted!.ok) throw new Error(posted!.message);
  }
}

/** Which two players pay: two at random, or everybody player 0. */
export type Choice = () => [from: number, to: number];

export const spread: Choice = () => {
  const from = Math.floor(Math.random() * players);
  return [from, (from + 1 + Math.floor(Math.random() * (players - 1))) % players];
};
export const hot: Choice = () => [1 + Math.floor(Math.random() * (players - 1)), 0];

let requests = 0;

/** One transfer as the API would ask for it: with an idempotency key and an account that may not go below zero. */
export function transferDraft([from, to]: [number, number]): TransactionDraft {
  requests += 1;
  const id = newId();
  return {
    id,
    kind: "token.transfer",
    reason_ref: `transfer:${id}`,
    occurred_at: new Date(),
    subject_id: `player-${from}`,
    idempotency: { principal: `player-${from}`, key: `key-${requests}`, fingerprint: `${from} ${to} 1` },
    transfers: [{ debit: heartsOf(from), credit: heartsOf(to), amount: 1n }],
  };
}
