import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { WitnessReason, WitnessVerdict } from "./public.ts";

/** A statement as verification weighs it. */
const WitnessFacts = shape("WitnessFacts", {
  proof_id: Id,
  action_id: Id,
  witness_id: Id,
  verdict: WitnessVerdict,
  statement: z.string().nullable(),
  plausible: z.boolean(),
  /** Thousandths of log-odds, from how often the witness was right before; 0 when not plausible. Its sign is the verdict's. */
  weight: z.int().min(0),
  reasons: z.array(WitnessReason),
  /** Equal for witnesses of one proof who share a device or an address: they count as one. */
  circle: Id,
  created_at: Time,
});

const WitnessEdge = shape("WitnessEdge", {
  witness_id: Id,
  player_id: Id,
  verdict: WitnessVerdict,
  plausible: z.boolean(),
  weight: z.int().min(0),
  at: Time,
});

/** What only services ask of each other here, and what they tell. */
export const socialInternal = defineContract({
  service: "social",
  operations: {
    ownData: ownDataOperation,
    witnessesOf: operation({
      summary: "What witnesses said of several proofs, the first 100 of each",
      access: ["internal"],
      input: z.object({ proof_ids: z.array(Id).max(100) }),
      output: listOf(WitnessFacts),
    }),
    witnessEdges: operation({
      summary: "Who vouched for whom since a moment, oldest first; for the analysis of rings",
      access: ["internal"],
      input: z.object({ since: Time, cursor: pageInput.cursor, limit: z.int().min(1).max(1000).default(500) }),
      output: pageOf(WitnessEdge),
    }),
  },
  events: {
    proofWitnessed: event(
      "proof.witnessed",
      z.object({
        proof_id: Id,
        action_id: Id,
        witness_id: Id,
        verdict: WitnessVerdict,
        plausible: z.boolean(),
        weight: z.int().min(0),
        reasons: z.array(WitnessReason),
      }),
    ),
    /** `value` is 0 when the vote was taken back. */
    actionUpvoted: event(
      "action.upvoted",
      z.object({ action_id: Id, player_id: Id, voter_id: Id, value: z.literal([1, 0, -1]), up: z.int(), down: z.int() }),
    ),
  },
});
