import { type ProofStatus, proofContract } from "@oneheart/contracts";
import { questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { type Context, handle, type Principal } from "@oneheart/kernel";
import { languageFor, signalWords } from "@oneheart/messages";
import { presentReceipt } from "../present.ts";
import { nextStep, reasonOf } from "../rules/next-step.ts";
import { judgementFor, type Viewer } from "../rules/viewer.ts";
import { type EvidenceRow, proofStore } from "../store/proofs.ts";

const linkLife = { expires_s: 600 };

/** One proof with what verification found. The links lead to the original, so only its owner and administrators get them. */
export const getProof = handle(proofContract.operations.getProof, async ({ id }, ctx) => {
  const row = await proofStore(ctx).evidence(id);
  const viewer = row === undefined ? undefined : viewerOf(ctx.principal, row.player_id);
  if (row === undefined || viewer === undefined) return ctx.fail("proof_not_found");
  const { items } = await ctx.call(verificationInternal.operations.assessments, { proof_ids: [id] });
  const assessment = items[0];
  const status = assessment?.status ?? row.status;
  const appeal = assessment?.appeal ?? null;
  const appeal_until = assessment?.appeal_until ?? null;
  const ends = viewer === "owner" ? await endsOf(status, row, ctx) : noEnds;
  const decision = assessment?.decision ?? null;
  const language = languageFor(ctx.source.acceptLanguage);
  const next_step = nextStep({ status, appeal, appeal_until, ...ends }, language);
  const { objects } = ctx.backing;
  return {
    ...presentReceipt(row),
    ...judgementFor(viewer, { status, decision, reason: reasonOf(decision, language), appeal, next_step }),
    authenticity_score: assessment?.authenticity_score ?? row.authenticity_score,
    player_id: row.player_id,
    lat: row.lat,
    lng: row.lng,
    accuracy_m: row.accuracy_m,
    signals: (assessment?.signals ?? []).map((signal) => ({ ...signal, explanation: signalWords(signal.explanation, "player", language) })),
    consent: { verify: row.erased_at === null, public: row.consent_public, sponsor: row.consent_sponsor },
    media_url: await objects.signedUrl(row.storage_path, linkLife),
    picture_url: row.delivery_path === null ? null : await objects.signedUrl(row.delivery_path, linkLife),
    thumbnail_url: row.thumbnail_path === null ? null : await objects.signedUrl(row.thumbnail_path, linkLife),
  };
});

function viewerOf({ role, playerId }: Principal, owner_id: string): Viewer | undefined {
  if (playerId === owner_id) return "owner";
  return role === "admin" ? "administrator" : undefined;
}

const noEnds = { quest_open_until: null, hand_in_until: null };

/** Until when the quest takes another photograph or waits to be handed in; null when it does not. */
async function endsOf(status: ProofStatus, { quest_id }: EvidenceRow, ctx: Pick<Context, "call">) {
  if (status !== "rejected" && status !== "verified") return noEnds;
  const quest = await ctx.call(questInternal.operations.questFacts, { id: quest_id });
  return { quest_open_until: quest.status === "active" ? quest.expires_at : null, hand_in_until: quest.hand_in_until };
}
