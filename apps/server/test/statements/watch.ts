/** Watches what this process sends to PostgreSQL. */
import { mock } from "node:test";
import pg from "pg";

/** A statement, and where it comes from. */
export interface Statement {
  text: string;
  values: readonly unknown[];
  /** The function that sent it, such as `services/quest/src/store/quests.ts taken`: its name for reviewers. */
  from: string;
}

/** What a connection sent together: a transaction with its BEGIN and COMMIT, or one statement alone. */
export type Unit = readonly Statement[];

export interface Watch {
  /** Everything that was sent while this was under way. Only one at a time. */
  during(work: () => Promise<unknown>): Promise<Unit[]>;
  stop(): void;
}

/** Connections of the program; tests look at the database under other names. */
const program = /^oneheart/;
const begins = /^\s*(begin|start transaction)/i;
const ends = /^\s*(commit|rollback)\s*;?\s*$/i;

export function watchStatements(): Watch {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const open = new WeakMap<object, Statement[]>();
  let units: Unit[] = [];

  function note(client: object, statement: Statement): void {
    const transaction = open.get(client);
    if (begins.test(statement.text)) open.set(client, [statement]);
    else if (transaction === undefined) units.push([statement]);
    else {
      transaction.push(statement);
      if (!ends.test(statement.text)) return;
      open.delete(client);
      units.push(transaction);
    }
  }

  const patched = mock.method(pg.Client.prototype, "query", function (this: pg.Client, ...args: unknown[]) {
    const { application_name } = (this as unknown as { connectionParameters: { application_name?: string } }).connectionParameters;
    if (program.test(application_name ?? "")) note(this, { ...textOf(args), from: callerOf(new Error()) });
    return query.apply(this, args);
  } as never);

  return {
    async during(work) {
      units = [];
      await work();
      return units;
    },
    stop: () => patched.mock.restore(),
  };
}

function textOf([first, second]: readonly unknown[]): Pick<Statement, "text" | "values"> {
  const { text, values } = typeof first === "string" ? { text: first, values: second } : (first as { text: string; values?: unknown });
  return { text, values: Array.isArray(values) ? values : [] };
}

/** The first function of the repository's own in a stack, past what every statement goes through. */
function callerOf({ stack = "" }: Error): string {
  for (const line of stack.split("\n")) {
    const match = /at (?:async )?(?:Object\.)?(\S+) \(file:\/\/.*\/((?:packages|services|gateway|apps)\/[^:]+\/src\/[^:]+)/.exec(line);
    if (match !== null && !match[2]!.endsWith("prepared-statements.ts")) return `${match[2]} ${match[1]}`;
  }
  return "elsewhere";
}
