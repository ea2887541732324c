import { flagInWords, reasonInWords, verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { findProof } from "../analysis/find-proof.ts";
import { assessmentStore } from "../assessment/store.ts";
import { linkLife, matchesOf } from "../review/matches.ts";
import { isHeldByAnother, presentReview } from "../review/present.ts";
import { shownFacts } from "../review/rules/shown-facts.ts";
import { appealStore } from "../review/store/appeal.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { queueStore } from "../review/store/queue.ts";

/** Everything a reviewer judges by. What others said of it is shown only to who breaks their tie. */
export const getReview = handle(verificationContract.operations.getReview, async ({ proof_id }, ctx) => {
  const reviewer_id = ctx.principal.playerId;
  const now = ctx.clock.now();
  const row = (await assessmentStore(ctx).get(proof_id)) ?? ctx.fail("proof_not_found");
  if (row.player_id === reviewer_id) ctx.fail("own_proof");
  const item = (await queueStore(ctx).find(proof_id, reviewer_id)) ?? ctx.fail("review_not_open");
  if (isHeldByAnother(item, reviewer_id, now)) ctx.fail("review_held");
  if (await opinionStore(ctx).isBarred(proof_id, reviewer_id)) ctx.fail("reviewer_not_eligible");

  const proof = await findProof(proof_id, ctx);
  const { zone, exif_position, metadata, lookalike } = shownFacts(row.facts);
  const [appeal] = item.purpose === "appeal" ? await appealStore(ctx).latest([proof_id]) : [];
  const opinions = item.opinions_needed === 3 ? await opinionStore(ctx).ofItem(item.id) : [];
  const { media_type, size_bytes, captured_at, received_at, lat, lng, accuracy_m } = proof;
  return {
    ...presentReview(item, now),
    explained_flags: item.flags.map((flag) => ({ flag, words: flagInWords(flag) })),
    media_url: await ctx.backing.objects.signedUrl(proof.storage_path, linkLife),
    media_type,
    size_bytes,
    captured_at,
    received_at,
    matches: await matchesOf(proof, lookalike, ctx),
    positions: { claimed: { lat, lng, accuracy_m }, zone, exif: exif_position },
    metadata,
    appeal: appeal === undefined ? null : appealShown(appeal),
    opinions: opinions.map(({ decision, reason_code, note }) => ({ decision, reason_code, note })),
  };
});

function appealShown({ statement, rejected_because, due_at }: { statement: string; rejected_because: string; due_at: Date }) {
  return { statement, rejected_because, reason: reasonInWords(rejected_because, "rejected"), due_at: due_at.toISOString() };
}
