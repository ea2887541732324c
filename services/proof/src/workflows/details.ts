import type { Output, ProofStatus, proofContract } from "@oneheart/contracts";
import { questInternal, verificationInternal } from "@oneheart/contracts/internal";
import type { Context, Principal } from "@oneheart/kernel";
import { languageFor, signalWords } from "@oneheart/messages";
import { presentReceipt } from "../present.ts";
import { nextStep, reasonOf } from "../rules/next-step.ts";
import { judgementFor, type Viewer } from "../rules/viewer.ts";
import type { EvidenceRow } from "../store/proofs.ts";

type Proof = Output<typeof proofContract.operations.getProof>;
type Reader = Pick<Context, "principal" | "source" | "call" | "backing">;

const linkLife = { expires_s: 600 };

/**
 * Those of the proofs that the viewer may see, with what verification found. The links lead to the original, so only its owner and
 * administrators get them.
 */
export async function detailsFor(rows: readonly EvidenceRow[], ctx: Reader): Promise<Proof[]> {
  const seen = rows.flatMap((row) => {
    const viewer = viewerOf(ctx.principal, row.player_id);
    return viewer === undefined ? [] : [{ row, viewer }];
  });
  if (seen.length === 0) return [];
  const { items } = await ctx.call(verificationInternal.operations.assessments, { proof_ids: seen.map(({ row }) => row.id) });
  const assessed = new Map(items.map((item) => [item.proof_id, item]));
  const found = seen.map((one) => {
    const assessment = assessed.get(one.row.id);
    return { ...one, assessment, status: assessment?.status ?? one.row.status };
  });
  const endsOf = await endsOfQuests(found, ctx);
  const language = languageFor(ctx.source.acceptLanguage);
  const { objects } = ctx.backing;
  return Promise.all(
    found.map(async ({ row, viewer, assessment, status }) => {
      const appeal = assessment?.appeal ?? null;
      const appeal_until = assessment?.appeal_until ?? null;
      const decision = assessment?.decision ?? null;
      const next_step = nextStep({ status, appeal, appeal_until, ...endsOf(row) }, language);
      return {
        ...presentReceipt(row),
        ...judgementFor(viewer, { status, decision, reason: reasonOf(decision, language), appeal, next_step }),
        authenticity_score: assessment?.authenticity_score ?? row.authenticity_score,
        player_id: row.player_id,
        lat: row.lat,
        lng: row.lng,
        accuracy_m: row.accuracy_m,
        signals: (assessment?.signals ?? []).map((signal) => ({
          ...signal,
          explanation: signalWords(signal.explanation, "player", language),
        })),
        consent: { verify: row.erased_at === null, public: row.consent_public, sponsor: row.consent_sponsor },
        media_url: await objects.signedUrl(row.storage_path, linkLife),
        picture_url: row.delivery_path === null ? null : await objects.signedUrl(row.delivery_path, linkLife),
        thumbnail_url: row.thumbnail_path === null ? null : await objects.signedUrl(row.thumbnail_path, linkLife),
      };
    }),
  );
}

function viewerOf({ role, playerId }: Principal, owner_id: string): Viewer | undefined {
  if (playerId === owner_id) return "owner";
  return role === "admin" ? "administrator" : undefined;
}

const noEnds = { quest_open_until: null, hand_in_until: null };

/** Until when quests take another photograph or wait to be handed in; null when they do not. Only their players are told. */
async function endsOfQuests(proofs: ReadonlyArray<{ row: EvidenceRow; viewer: Viewer; status: ProofStatus }>, ctx: Reader) {
  const decided = proofs.filter(({ viewer, status }) => viewer === "owner" && (status === "rejected" || status === "verified"));
  const ids = [...new Set(decided.map(({ row }) => row.quest_id))];
  const { items } = ids.length === 0 ? { items: [] } : await ctx.call(questInternal.operations.findQuests, { ids });
  const ends = new Map(
    items.map((quest) => [
      quest.quest_id,
      { quest_open_until: quest.status === "active" ? quest.expires_at : null, hand_in_until: quest.hand_in_until },
    ]),
  );
  const told = new Set(decided.map(({ row }) => row.id));
  return ({ id, quest_id }: EvidenceRow) => (told.has(id) ? ends.get(quest_id) : undefined) ?? noEnds;
}
