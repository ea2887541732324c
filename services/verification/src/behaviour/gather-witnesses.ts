import { socialInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { ringReviewFrom } from "@oneheart/trust";
import type { Facts, RingFacts, WitnessStatement } from "../assessment/rules/facts.ts";
import { ringStore } from "./ring-store.ts";

/** How much the circle that confirms a player looks like a ring, at this moment. */
export async function gatherRing(player_id: string, ctx: BaseContext): Promise<RingFacts> {
  const store = ringStore(ctx);
  const run = await store.run();
  if (run?.status !== "ok") return { state: "not_evaluated", reason: run?.status ?? "not_run" };
  const [row] = await store.of([player_id]);
  return { state: "evaluated", version: run.version, score: row?.score ?? 0, words: row?.words ?? null };
}

/**
 * What witnesses said of a proof. Each weighs less by what their own circle looks like, and those of one group of a ring count as one.
 * @param required how many confirmations the mission asks for.
 */
export async function gatherWitnesses(proof_id: string, required: number, ctx: BaseContext): Promise<NonNullable<Facts["witnesses"]>> {
  const { items } = await ctx.call(socialInternal.operations.witnessesOf, { proof_ids: [proof_id] });
  const rings = new Map((await ringStore(ctx).of(items.map(({ witness_id }) => witness_id))).map((row) => [row.player_id, row]));
  const statements = items.map(({ witness_id, verdict, plausible, weight, circle }): WitnessStatement => {
    const ring = rings.get(witness_id);
    return {
      verdict,
      plausible,
      weight: Math.round(weight * (1 - (ring?.score ?? 0))),
      circle: ring !== undefined && ring.score >= ringReviewFrom ? `ring ${ring.group_no}` : circle,
    };
  });
  return { required, statements };
}
