import type { DatabaseTransaction } from "./database.ts";
import { isOperationError } from "./errors.ts";
import { type Delivery, queueDeliveries } from "./events.ts";
import { AlreadyAnswered } from "./idempotency.ts";
import type { Tx } from "./service.ts";
import { countDeliveries, inTransaction, openTx, type TransactionRuntime, transact, type Work } from "./transactions.ts";

/** Lets callers that come at the same moment share one database transaction: one commit, and one statement where each would send its own. */
export interface SharedTransactions {
  /** Joins others of the same `kind`. Two with the same `apart` never share: row locks would not keep them from each other. */
  join<T>(kind: string, apart: string, work: Work<T>): Promise<T>;
}

interface Member {
  apart: string;
  work: Work<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Kind {
  waiting: Member[];
  underWay: number;
}

const membersMax = 64;
const atOnceMax = 2;

/** Nobody waits while there is a connection to be had: who comes when all are busy goes with the next. */
export function createSharedTransactions(runtime: TransactionRuntime): SharedTransactions {
  const kinds = new Map<string, Kind>();

  function dispatch(kind: Kind): void {
    while (kind.waiting.length > 0 && kind.underWay < atOnceMax) {
      const members = takeMembers(kind.waiting);
      kind.underWay += 1;
      void settleAll(runtime, members).finally(() => {
        kind.underWay -= 1;
        dispatch(kind);
      });
    }
  }

  return {
    join: (name, apart, work) =>
      new Promise((resolve, reject) => {
        const kind = kinds.get(name) ?? { waiting: [], underWay: 0 };
        kinds.set(name, kind);
        kind.waiting.push({ apart, work, resolve: resolve as Member["resolve"], reject });
        // After this turn of the event loop, so that those who come in it go together.
        setImmediate(() => dispatch(kind));
      }),
  };
}

/** Takes the first of each `apart` out of those who wait, in the order in which they came. */
function takeMembers(waiting: Member[]): Member[] {
  const taken = new Map<string, Member>();
  const left = waiting.filter((member) => {
    if (taken.size === membersMax || taken.has(member.apart)) return true;
    taken.set(member.apart, member);
    return false;
  });
  waiting.splice(0, waiting.length, ...left);
  return [...taken.values()];
}

/** Whatever goes wrong for one is undone for all; then each goes alone, and fails or succeeds by itself. */
async function settleAll(runtime: TransactionRuntime, members: readonly Member[]): Promise<void> {
  if (members.length > 1) {
    const shared = await transactTogether(runtime, members).catch(() => undefined);
    if (shared !== undefined) return;
  }
  await Promise.all(members.map(({ work, resolve, reject }) => transact(runtime, work).then(resolve, reject)));
}

async function transactTogether(runtime: TransactionRuntime, members: readonly Member[]): Promise<true> {
  const deliveries: Delivery[] = [];
  const settle = await inTransaction(runtime, async (db) => {
    const table = createTable(db);
    const seats = members.map((member) => ({ ...member, tx: openTx(runtime, member.work.requestId, db, deliveries, table.together) }));
    const { admitted, refused } = await admit(seats);
    const values = await table.serve(
      admitted.map(
        ({ work, tx }) =>
          () =>
            work.run(tx),
      ),
    );
    await queueDeliveries(db, deliveries, runtime.subscriptions);
    for (const [index, { work, tx }] of admitted.entries()) await work.hooks.after?.(tx, values[index]);
    return () => {
      for (const [index, { resolve }] of admitted.entries()) resolve(values[index]);
      for (const { member, error } of refused) member.reject(error);
    };
  });
  countDeliveries(runtime, deliveries);
  settle();
  return true;
}

/** Those whose key is used or in use leave before anything was written for them. */
async function admit<M extends Member & { tx: Tx }>(seats: readonly M[]) {
  const admitted: M[] = [];
  const refused: Array<{ member: Member; error: unknown }> = [];
  for (const seat of seats) {
    try {
      await seat.work.hooks.before?.(seat.tx);
      admitted.push(seat);
    } catch (error) {
      if (!isOperationError(error) && !(error instanceof AlreadyAnswered)) throw error;
      refused.push({ member: seat, error });
    }
  }
  return { admitted, refused };
}

interface Order {
  run: (db: DatabaseTransaction, items: unknown[]) => Promise<unknown[]>;
  item: unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Serves what the members order together once every member that still works has ordered. */
function createTable(db: DatabaseTransaction) {
  let working = 0;
  let orders: Order[] = [];

  function serveWhenAllOrdered(): void {
    if (orders.length === 0 || orders.length < working) return;
    const due = orders;
    orders = [];
    const items = due.map(({ item }) => item);
    due[0]!.run(db, items).then(
      (results) => {
        for (const [index, order] of due.entries()) order.resolve(results[index]);
      },
      (error) => {
        for (const order of due) order.reject(error);
      },
    );
  }

  return {
    together: ((run, item) =>
      new Promise((resolve, reject) => {
        orders.push({ run: run as Order["run"], item, resolve: resolve as Order["resolve"], reject });
        serveWhenAllOrdered();
      })) as Tx["together"],
    /** Runs all to their ends; throws the first failure when all have ended, as the connection is not free before. */
    async serve(works: Array<() => Promise<unknown>>): Promise<unknown[]> {
      working = works.length;
      const ends = await Promise.allSettled(
        works.map((work) =>
          work().finally(() => {
            working -= 1;
            serveWhenAllOrdered();
          }),
        ),
      );
      const failed = ends.find((end) => end.status === "rejected");
      if (failed !== undefined) throw failed.reason;
      return ends.map((end) => (end as PromiseFulfilledResult<unknown>).value);
    },
  };
}
