import { verificationContract } from "@oneheart/contracts";
import { decodeCursor, foreignCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentRules, summarise } from "../rule-sets/present.ts";
import { builtInRules } from "../rule-sets/rules/rule-set.ts";
import { ruleSetStore } from "../rule-sets/store.ts";

/** The rule sets of the program first, then the others by version. */
export const listRuleSets = handle(verificationContract.operations.listRuleSets, async ({ limit, cursor }, ctx) => {
  const store = ruleSetStore(ctx);
  const { active } = await store.inForce();
  const after = versionIn(cursor);
  const rows = await store.list(after ?? "", limit + builtInRules.length + 1);
  const own = new Map(rows.map((row) => [row.version, row]));
  const first =
    after === undefined ? await Promise.all(builtInRules.map(async (rules) => [rules, await store.get(rules.version)] as const)) : [];
  for (const rules of builtInRules) own.delete(rules.version);
  const page = pageFrom([...own.values()].slice(0, limit + 1), limit, (row) => [row.version]);
  return {
    items: [
      ...first.map(([rules, row]) => summarise(presentRules(rules, row, active.version))),
      ...page.rows.map((row) => summarise(presentRules(row.rules, row, active.version))),
    ],
    next_cursor: page.next_cursor,
  };
});

function versionIn(cursor: string | undefined): string | undefined {
  const key = decodeCursor(cursor, 1);
  if (key === undefined) return undefined;
  if (typeof key[0] !== "string") throw foreignCursor();
  return key[0];
}
