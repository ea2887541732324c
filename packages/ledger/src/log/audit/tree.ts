import { edgeRoot, TreeEdge } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { sql } from "kysely";
import type { LedgerDb } from "../../database.ts";
import { readState } from "../state.ts";
import { checkpointChecker } from "./checkpoints.ts";
import { type AuditedLeaf, checkBundles, checkLeaves, checkTiles, PAGE_LEAVES, readLeaves } from "./leaves.ts";
import type { LogAuditFinding, LogAuditOptions, LogAuditStep } from "./step.ts";

interface Totals {
  leaves: number;
  end: number;
  checkpoints: number;
}

/**
 * Rebuilds the tree from the leaves, page by page: leaves, tiles and bundles agree with the transactions, indices have no
 * gaps, and the tree had the root of every checkpoint when it had its size.
 */
export async function* auditLogTree(db: LedgerDb, options: LogAuditOptions): AsyncGenerator<LogAuditStep> {
  const totals = await readTotals(db);
  const tree = new TreeEdge(nodeHasher);
  const checkpoints = checkpointChecker(db, options.verifierKeys ?? []);
  yield { check: "log_checkpoints", of: totals.checkpoints, ...(await checkpoints.check(0, tree.root())) };

  while (tree.size < totals.end) {
    const first = tree.size;
    const leaves = await readLeaves(db, first);
    const gap = findGap(leaves, first, totals.end);
    if (gap !== undefined) {
      // What follows a gap has other indices than it was signed with: nothing more can be said of it.
      yield { check: "log_leaves", checked: leaves.length, of: totals.leaves, findings: [gap] };
      return;
    }
    const sizes = new Map<number, Uint8Array>();
    const wanted = await sizesWanted(db, first, tree.size + leaves.length);
    const findings = [
      ...checkLeaves(leaves),
      ...(await checkTiles(db, leaves, tree, () => wanted.has(tree.size) && sizes.set(tree.size, tree.root()))),
      ...(await checkBundles(db, leaves)),
    ];
    yield { check: "log_leaves", checked: leaves.length, of: totals.leaves, findings };
    for (const [size, root] of sizes) {
      yield { check: "log_checkpoints", of: totals.checkpoints, ...(await checkpoints.check(size, root)) };
    }
  }
  for (let size = await checkpoints.nextSize(); size !== undefined; size = await checkpoints.nextSize()) {
    yield { check: "log_checkpoints", of: totals.checkpoints, ...(await checkpoints.check(size, undefined)) };
  }
  yield { check: "log_leaves", checked: 0, of: totals.leaves, findings: await checkState(db, tree) };
}

async function readTotals(db: LedgerDb): Promise<Totals> {
  const { rows } = await sql<{ leaves: string; end: string; checkpoints: string }>`
    SELECT count(*)::text AS leaves, (coalesce(max(leaf_index), -1) + 1)::text AS end,
      (SELECT count(*)::text FROM log_checkpoints) AS checkpoints FROM log_leaves`.execute(db);
  const { leaves, end, checkpoints } = rows[0]!;
  return { leaves: Number(leaves), end: Number(end), checkpoints: Number(checkpoints) };
}

function findGap(leaves: readonly AuditedLeaf[], first: number, end: number): LogAuditFinding | undefined {
  const at = leaves.findIndex((leaf, i) => Number(leaf.leaf_index) !== first + i);
  const missing = at >= 0 ? first + at : first + leaves.length;
  if (at < 0 && missing === Math.min(first + PAGE_LEAVES, end)) return undefined;
  return { code: "leaf_index_not_dense", ref: `leaf ${missing}`, message: "there is no such leaf, though there are later ones" };
}

async function sizesWanted(db: LedgerDb, after: number, until: number): Promise<Set<number>> {
  const { rows } = await sql<{ size: string }>`
    SELECT DISTINCT size::text FROM log_checkpoints WHERE size > ${after} AND size <= ${until}`.execute(db);
  return new Set(rows.map((row) => Number(row.size)));
}

async function checkState(db: LedgerDb, tree: TreeEdge): Promise<LogAuditFinding[]> {
  const state = await readState(db);
  if (state === undefined && tree.size === 0) return [];
  const message = (what: string) => [{ code: "log_state_differs", ref: "log_state", message: what } as const];
  if (state?.size !== tree.size) return message(`size ${state?.size ?? "unknown"}, but there are ${tree.size} leaves`);
  return edgeRootOf(state) === hex(tree.root()) ? [] : message("the edge is not that of the leaves");
}

function edgeRootOf(state: NonNullable<Awaited<ReturnType<typeof readState>>>): string | undefined {
  try {
    return hex(edgeRoot(state, nodeHasher));
  } catch {
    return undefined;
  }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
