import { type GalleryEmpty, type Output, questContract, type sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { mapInternal, proofInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";
import { type CampaignRow, campaignStore } from "../store/campaigns.ts";
import { type GalleryRow, type GalleryScope, galleryStore } from "../store/gallery.ts";

type Item = Output<typeof sponsorContract.operations.sponsorGallery>["items"][number];
type Asking = Pick<BaseContext, "db" | "call">;

interface Asked {
  scope: GalleryScope;
  campaigns: readonly CampaignRow[];
  before: string | undefined;
  limit: number;
}

/** The proofs that were found, and what may be shown of them now: the proof service is asked each time, because players may change their mind. */
export async function galleryPage(ctx: Asking, { scope, campaigns, before, limit }: Asked): Promise<{ found: string[]; items: Item[] }> {
  const byProof = Map.groupBy(await galleryStore(ctx).page(scope, { before, limit }), ({ proof_id }) => proof_id);
  const found = [...byProof.keys()];
  if (found.length === 0) return { found, items: [] };
  const shown = await ctx.call(proofInternal.operations.shownProofs, { proof_ids: found });
  const byId = new Map(shown.items.map((proof) => [proof.proof_id, proof]));
  const rows = [...byProof.values()].map((shares) => shares[0]!);
  const [zones, missions] = await Promise.all([zoneNames(ctx, rows), missionTitles(ctx, rows)]);
  const titles = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const items = found.flatMap((proof_id): Item[] => {
    const proof = byId.get(proof_id);
    if (proof === undefined) return [];
    const shares = byProof.get(proof_id)!;
    const { action_id, mission_id, zone_id, day } = shares[0]!;
    const { lat, lng } = proof;
    return [
      {
        ...{ proof_id, action_id, mission_id, zone_id, day, lat, lng },
        mission_title: missions.get(mission_id) ?? null,
        zone_name: zones.get(zone_id) ?? null,
        pictures: proof.pictures,
        shares: shares.map((share) => shareOf(share, titles.get(share.campaign_id)!)),
      },
    ];
  });
  return { found, items };
}

function shareOf(
  { campaign_id, parts, amount_minor, award_id, draw_id }: GalleryRow,
  { title, currency }: CampaignRow,
): Item["shares"][number] {
  const entries = { ledger_id: award_id, draw_ledger_id: draw_id };
  return { campaign_id, campaign_title: title, parts, of_parts: WHOLE_PARTS, amount_minor: Number(amount_minor), currency, ...entries };
}

async function zoneNames({ call }: Asking, rows: readonly GalleryRow[]): Promise<Map<string, string>> {
  const { items } = await call(mapInternal.operations.findZones, { ids: [...new Set(rows.map(({ zone_id }) => zone_id))] });
  return new Map(items.map(({ id, name }) => [id, name]));
}

async function missionTitles({ call }: Asking, rows: readonly GalleryRow[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const id of new Set(rows.map(({ mission_id }) => mission_id))) {
    try {
      titles.set(id, (await call(questContract.operations.getMission, { id })).title);
    } catch (error) {
      if (!isOperationError(error, "mission_not_found")) throw error;
    }
  }
  return titles;
}

/** Why there is nothing to show, whatever was asked for. */
export async function emptyBecause(ctx: Asking, organisation_id: string, asked: readonly CampaignRow[]): Promise<GalleryEmpty> {
  if (asked.length === 0) return "no_campaign";
  const all = await campaignStore(ctx).ofOrganisation(organisation_id);
  const { paid, shown } = await galleryStore(ctx).hasAny({ campaign_ids: all.map(({ id }) => id) });
  if (!paid) return "nothing_paid_for";
  return shown ? "nothing_matches" : "nobody_allowed";
}
