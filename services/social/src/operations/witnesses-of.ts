import { socialInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentWitness } from "../present.ts";
import { circlesOf } from "../rules/sharing.ts";
import { witnessStore } from "../store/witnesses.ts";

/** What witnesses said of several proofs; who share a device or an address are one circle. */
export const witnessesOf = handle(socialInternal.operations.witnessesOf, async ({ proof_ids }, ctx) => {
  const byProof = Map.groupBy(await witnessStore(ctx).of([...new Set(proof_ids)]), ({ proof_id }) => proof_id);
  return {
    items: [...byProof.values()].flatMap((rows) => {
      const circles = circlesOf(rows.map(({ witness_player_id: witness_id, traces }) => ({ witness_id, traces })));
      return rows.map((row) => presentWitness(row, circles.get(row.witness_player_id)!));
    }),
  };
});
