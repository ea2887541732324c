import { socialInternal } from "@oneheart/contracts/internal";
import { type BaseContext, schedule } from "@oneheart/kernel";
import { task } from "@oneheart/process-pool";
import type { WitnessEdge } from "@oneheart/trust";
import { ringStore } from "../behaviour/ring-store.ts";
import type { scoreRings } from "../behaviour/score-rings.ts";
import { verificationState } from "../state.ts";

const day_ms = 86_400_000;
const confirmationDays = 180;
const honestDays = 365;
const edgesMax = 500_000;
const scoreRingsTask = task<typeof scoreRings>(new URL("../behaviour/score-rings.ts", import.meta.url), "scoreRings");

/** Every night: how much each circle of witnesses looks like a ring. */
export const findRings = schedule("verification.find_rings", "11 1 * * *", async (ctx) => {
  const now = ctx.clock.now();
  const edges = await confirmations(new Date(now.getTime() - confirmationDays * day_ms), ctx);
  const known_honest = await ringStore(ctx).knownHonest(new Date(now.getTime() - honestDays * day_ms));
  const options = { queue: "rings", timeout_ms: 300_000 };
  const { run, rows } = await ctx.state(verificationState).processes.run(scoreRingsTask, { edges, known_honest }, options);
  await ctx.transaction((tx) => ringStore(tx).replace(run, rows, now));
  ctx.log.info({ ...run, scored: rows.length }, "witness rings were looked for");
});

async function confirmations(since: Date, ctx: BaseContext): Promise<WitnessEdge[]> {
  const edges: WitnessEdge[] = [];
  let cursor: string | undefined;
  do {
    const page = await ctx.call(socialInternal.operations.witnessEdges, { since: since.toISOString(), cursor, limit: 1000 });
    for (const { witness_id, player_id, verdict, plausible, at } of page.items) {
      if (verdict === "confirm" && plausible) edges.push({ witness: witness_id, player: player_id, at_ms: Date.parse(at), weight: 1 });
    }
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && edges.length < edgesMax);
  if (cursor !== undefined) ctx.log.warn({ edges: edges.length }, "there are more confirmations than the analysis of rings looks at");
  return edges;
}
