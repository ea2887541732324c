import { socialContract } from "@oneheart/contracts";
import { proofInternal, socialInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { witnessWeight } from "@oneheart/trust";
import { presentStatement } from "../present.ts";
import { plausibilityOf } from "../rules/plausibility.ts";
import { told_ms_max } from "../rules/presence-age.ts";
import { communityStore } from "../store/community.ts";
import { type WitnessRow, witnessStore } from "../store/witnesses.ts";
import { limitActs } from "../workflows/limit.ts";
import { gatherWitnessFacts } from "../workflows/witness-facts.ts";

/** Takes what somebody says of another's evidence, and notes whether and how much it counts. */
export const witnessProof = handle(socialContract.operations.witnessProof, async ({ proof_id, verdict, statement, lat, lng }, ctx) => {
  if ((lat === undefined) !== (lng === undefined)) ctx.fail("location_incomplete");
  const told_from = lat === undefined || lng === undefined ? null : { lat, lng };
  await limitActs("witness", ctx);
  const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: [proof_id] });
  const proof = items[0] ?? ctx.fail("proof_not_found");
  const witness_player_id = ctx.principal.playerId;
  if (proof.player_id === witness_player_id) ctx.fail("own_proof");
  const now = ctx.clock.now();
  if (now.getTime() - Date.parse(proof.captured_at) > told_ms_max) ctx.fail("witness_too_late");
  const { has_spoken, ...record } = await witnessStore(ctx).record(proof.proof_id, witness_player_id);
  if (has_spoken) ctx.fail("already_witnessed");

  const { facts, zone_id, traces } = await gatherWitnessFacts(proof, told_from, ctx);
  const { plausible, reasons } = plausibilityOf(facts);
  const row: WitnessRow = {
    id: ctx.newId(),
    action_id: proof.action_id,
    proof_id: proof.proof_id,
    witness_player_id,
    player_id: proof.player_id,
    zone_id,
    verdict,
    // JSON takes half a surrogate pair, PostgreSQL's text does not.
    statement: statement?.toWellFormed() || null,
    lat: told_from?.lat ?? null,
    lng: told_from?.lng ?? null,
    plausible,
    weight: plausible ? witnessWeight(record) : 0,
    reasons,
    traces,
    created_at: now,
  };
  return ctx.answer(async (tx) => {
    if (!(await witnessStore(tx).insert(row))) ctx.fail("already_witnessed");
    if (plausible) await communityStore(tx).addStatement({ zone_id, player_id: witness_player_id, verdict, at: now });
    const { action_id, weight } = row;
    const said = { proof_id: row.proof_id, action_id, witness_id: witness_player_id, verdict, plausible, weight, reasons };
    tx.emit(socialInternal.events.proofWitnessed, said);
    return presentStatement(row);
  });
});
