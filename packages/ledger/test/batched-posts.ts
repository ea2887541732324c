import type { Kysely } from "kysely";
import type { Ledger, PostResult, TransactionDraft } from "../src/index.ts";

interface Waiting {
  draft: TransactionDraft;
  resolve(result: PostResult): void;
  reject(error: unknown): void;
}

/** Posts drafts that come in one turn in one database transaction, as whoever calls the ledger does under load. */
export function batchedPosts(db: Kysely<unknown>, ledger: Ledger, items_max: number) {
  const retryable = new Set(["40001", "40P01"]);
  let waiting: Waiting[] = [];

  async function postOnce(drafts: TransactionDraft[]): Promise<PostResult[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await db.transaction().execute((tx) => ledger.post(tx, drafts));
      } catch (error) {
        if (attempt === 6 || !retryable.has(String((error as { code?: string }).code))) throw error;
      }
    }
  }

  function start(): void {
    const members = waiting.slice(0, items_max);
    waiting = waiting.slice(items_max);
    if (waiting.length > 0) setImmediate(start);
    postOnce(members.map(({ draft }) => draft)).then(
      (results) => {
        for (const [index, member] of members.entries()) member.resolve(results[index]!);
      },
      (error: unknown) => {
        for (const member of members) member.reject(error);
      },
    );
  }

  return {
    post: (draft: TransactionDraft) =>
      new Promise<PostResult>((resolve, reject) => {
        waiting.push({ draft, resolve, reject });
        if (waiting.length === 1) setImmediate(start);
      }),
  };
}
