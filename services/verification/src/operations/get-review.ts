import { verificationContract } from "@oneheart/contracts";
import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { flagMessage, type Language, languageFor, reasonMessage, render } from "@oneheart/messages";
import { findProof } from "../analysis/find-proof.ts";
import { gatherPeoplePay } from "../analysis/gather-award.ts";
import { assessmentStore } from "../assessment/store.ts";
import { caseStore } from "../cases/store.ts";
import { reviewLinks } from "../review/links.ts";
import { matchesOf } from "../review/matches.ts";
import { presenterFor } from "../review/presenter.ts";
import { mapUrl, shownFacts, timelineOf } from "../review/rules/shown-facts.ts";
import { taskOf } from "../review/rules/task.ts";
import { appealStore } from "../review/store/appeal.ts";
import { opinionStore } from "../review/store/opinion.ts";
import { queueStore } from "../review/store/queue.ts";

/** Everything a reviewer judges by. What others said of it is shown only to who breaks their tie. */
export const getReview = handle(verificationContract.operations.getReview, async ({ item_id }, ctx) => {
  const [item] = await queueStore(ctx).heldBy(ctx.principal.playerId, ctx.clock.now());
  const row = item?.item_id === item_id ? await assessmentStore(ctx).get(item.proof_id) : undefined;
  if (item === undefined || row === undefined) return ctx.fail("review_not_held");

  const { proof_id } = item;
  const [present, proof, quest, report] = await Promise.all([
    presenterFor(ctx),
    findProof(proof_id, ctx),
    ctx.call(questInternal.operations.questFacts, { id: item.quest_id }),
    caseStore(ctx).report(item.action_id),
  ]);
  const { zone, exif_position, metadata, lookalike } = shownFacts(row.facts, proof);
  const [appeal] = item.purpose === "appeal" ? await appealStore(ctx).latest([proof_id]) : [];
  const opinions = item.opinions_needed === 3 ? await opinionStore(ctx).ofItem(item.id) : [];
  const { player_id } = item;
  const pay = report === undefined ? null : await gatherPeoplePay({ quest, zone: undefined, player_id, report }, ctx);
  const { lat, lng, accuracy_m } = proof;
  const language = languageFor(ctx.source.acceptLanguage);
  return {
    ...present(item),
    task: taskOf(quest, report, pay),
    explained_flags: item.flags.map((flag) => ({ flag, words: render(flagMessage(flag), language) })),
    // The copy for others has no metadata, so no date either.
    media_url: reviewLinks.to(proof.delivery_path ?? proof.storage_path, ctx),
    media_type: typeof proof.delivery_path === "string" ? copyType(proof.delivery_path) : proof.media_type,
    matches: await matchesOf(proof, lookalike, ctx),
    timeline: timelineOf(proof, quest),
    positions: { claimed: { lat, lng, accuracy_m }, zone, exif: exif_position, map_url: mapUrl({ lat, lng, accuracy_m }) },
    metadata,
    appeal: appeal === undefined ? null : appealShown(appeal, language),
    opinions: opinions.map(({ decision, reason_code, note }) => ({ decision, reason_code, note })),
  };
});

function appealShown(
  { statement, rejected_because, due_at }: { statement: string; rejected_because: string; due_at: Date },
  language: Language,
) {
  const reason = render(reasonMessage(rejected_because, "rejected"), language);
  return { statement, rejected_because, reason, due_at: due_at.toISOString() };
}

/** Copies are JPEG; those that were made before were WebP. */
function copyType(path: string): string {
  return path.endsWith(".webp") ? "image/webp" : "image/jpeg";
}
