import { proofContract, verificationContract } from "@oneheart/contracts";
import { handle, type Principal } from "@oneheart/kernel";
import { presentReceipt } from "../present.ts";
import { proofStore } from "../store.ts";

const linkLife = { expires_s: 600 };

/** One proof with what verification found. The links lead to the original, so only its owner and reviewers get them. */
export const getProof = handle(proofContract.operations.getProof, async ({ id }, ctx) => {
  const row = await proofStore(ctx).evidence(id);
  if (row === undefined || !maySee(ctx.principal, row.player_id)) return ctx.fail("proof_not_found");
  const { items } = await ctx.call(verificationContract.operations.assessments, { proof_ids: [id] });
  const assessment = items[0];
  const { objects } = ctx.backing;
  return {
    ...presentReceipt(row),
    status: assessment?.status ?? row.status,
    authenticity_score: assessment?.authenticity_score ?? row.authenticity_score,
    player_id: row.player_id,
    lat: row.lat,
    lng: row.lng,
    accuracy_m: row.accuracy_m,
    decision: assessment?.decision ?? null,
    signals: assessment?.signals ?? [],
    media_url: await objects.signedUrl(row.storage_path, linkLife),
    thumbnail_url: row.thumbnail_path === null ? null : await objects.signedUrl(row.thumbnail_path, linkLife),
  };
});

function maySee(viewer: Principal, owner_id: string): boolean {
  return viewer.role === "reviewer" || viewer.role === "admin" || viewer.playerId === owner_id;
}
