import type { Output } from "@oneheart/contracts";
import { socialInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { ringReviewFrom } from "@oneheart/trust";
import type { Facts, RingFacts, WitnessStatement } from "../assessment/rules/facts.ts";
import { type RingRow, type RingRun, ringStore } from "./ring-store.ts";

type Said = Output<typeof socialInternal.operations.witnessesOf>["items"];
type WitnessFacts = NonNullable<Facts["witnesses"]>;

/** What witnesses said of a proof, and how much the circle that confirms its player looks like a ring, at this moment. */
export async function gatherWitnessesAndRing(
  { proof_id, player_id }: { proof_id: string; player_id: string },
  required: number,
  ctx: BaseContext,
): Promise<{ witnesses: WitnessFacts; ring: RingFacts }> {
  const said = await witnessesOf(proof_id, ctx);
  const { run, rings } = await ringStore(ctx).of([player_id, ...said.map(({ witness_id }) => witness_id)]);
  return { witnesses: { required, statements: weighed(said, rings) }, ring: ringOf(run, rings.get(player_id)) };
}

/**
 * What witnesses said of a proof.
 * @param required how many confirmations the mission asks for.
 */
export async function gatherWitnesses(proof_id: string, required: number, ctx: BaseContext): Promise<WitnessFacts> {
  const said = await witnessesOf(proof_id, ctx);
  const { rings } = await ringStore(ctx).of(said.map(({ witness_id }) => witness_id));
  return { required, statements: weighed(said, rings) };
}

async function witnessesOf(proof_id: string, ctx: BaseContext): Promise<Said> {
  return (await ctx.call(socialInternal.operations.witnessesOf, { proof_ids: [proof_id] })).items;
}

/** Each weighs less by what their own circle looks like, and those of one group of a ring count as one. */
function weighed(said: Said, rings: ReadonlyMap<string, RingRow>): WitnessStatement[] {
  return said.map(({ witness_id, verdict, plausible, weight, circle }) => {
    const ring = rings.get(witness_id);
    return {
      verdict,
      plausible,
      weight: Math.round(weight * (1 - (ring?.score ?? 0))),
      circle: ring !== undefined && ring.score >= ringReviewFrom ? `ring ${ring.group_no}` : circle,
    };
  });
}

function ringOf(run: RingRun | undefined, ring: RingRow | undefined): RingFacts {
  if (run?.status !== "ok") return { state: "not_evaluated", reason: run?.status ?? "not_run" };
  return { state: "evaluated", version: run.version, score: ring?.score ?? 0, words: ring?.words ?? null };
}
