import pg from "pg";

/** A statement is prepared from this use on, as other drivers do it: those that come once are not worth the memory. */
const usesBefore = 3;
/** A connection keeps each prepared statement's plan, some 10 to 50 KiB, for as long as it lives. */
const namesMax = 400;
const countedMax = 2_000;

interface Statement {
  uses: number;
  name: string | undefined;
}

type Query = (...args: unknown[]) => Promise<unknown>;

/**
 * The client class of a pool whose parameterised statements are prepared under a name once they have come a few times, so
 * that PostgreSQL parses and plans them once per connection. The same text has the same name on each connection.
 */
export function preparingClient(): typeof pg.Client {
  const names = createNames();

  return class PreparingClient extends pg.Client {
    override query(...args: unknown[]): never {
      const [text, values] = args;
      const isSimple = typeof text === "string" && Array.isArray(values) && values.length > 0 && args.length === 2;
      const name = isSimple ? names.of(text) : undefined;
      return (
        name === undefined ? this.#send(args) : this.#sendNamed({ name, text: text as string, values: values as unknown[] })
      ) as never;
    }

    #send(args: unknown[]): Promise<unknown> {
      return (super.query as Query)(...args);
    }

    /** After a migration a prepared `SELECT *` answers other columns than it promised: it is prepared anew under another name. */
    #sendNamed(config: { name: string; text: string; values: unknown[] }): Promise<unknown> {
      const inTransaction = this.getTransactionStatus() !== "I";
      return this.#send([config]).catch((error: unknown) => {
        if (!isStalePlan(error)) throw error;
        names.forget();
        // PostgreSQL has given up on a transaction by now; its owner begins again.
        if (inTransaction) throw error;
        return this.#send([config.text, config.values]);
      });
    }
  };
}

/** True when what a prepared statement answers was altered since it was prepared. */
export function isStalePlan(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: string; routine?: string };
  return code === "0A000" && routine === "RevalidateCachedQuery";
}

/** Names of the texts that came often enough. */
function createNames() {
  const statements = new Map<string, Statement>();
  let given = 0;
  let named = 0;

  /** Those without a name begin again, which makes room for those that come now. */
  function makeRoom(): void {
    for (const [text, { name }] of statements) if (name === undefined) statements.delete(text);
  }

  return {
    of(text: string): string | undefined {
      const statement = statements.get(text);
      if (statement?.name !== undefined) return statement.name;
      if (named >= namesMax) return undefined;
      if (statement === undefined) {
        if (statements.size >= countedMax) makeRoom();
        statements.set(text, { uses: 1, name: undefined });
        return undefined;
      }
      statement.uses += 1;
      if (statement.uses <= usesBefore) return undefined;
      named += 1;
      given += 1;
      statement.name = `oneheart_${given}`;
      return statement.name;
    },
    /** A name is never given twice: connections may still hold what it stood for. */
    forget(): void {
      statements.clear();
      named = 0;
    },
  };
}
