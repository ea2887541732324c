import { sponsorContract } from "@oneheart/contracts";
import { declaredError, decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { organisationStore } from "../store/organisations.ts";
import { emptyBecause, galleryPage } from "../workflows/gallery.ts";
import { campaignsFor, organisationFor } from "../workflows/panel-scope.ts";

const operation = sponsorContract.operations.sponsorGallery;

/** Pictures of what an organisation paid for. Another's are as if they were not there. */
export const sponsorGallery = handle(operation, async ({ limit, cursor, ...asked }, ctx) => {
  const { zone_id, mission_id, from, to } = asked;
  if (from !== undefined && to !== undefined && from > to) throw declaredError(operation, "days_reversed");
  const organisation_id = await organisationFor(operation, ctx, asked.organisation_id);
  const campaigns = await campaignsFor(operation, ctx, organisation_id, asked.campaign_id);
  const scope = { campaign_ids: campaigns.map(({ id }) => id), zone_id, mission_id, from, to };
  const before = decodeIdCursor(cursor);
  const { found, items } = await galleryPage(ctx, { scope, campaigns, before, limit: limit + 1 });
  const { rows, next_cursor } = pageFrom(found, limit, (proof_id) => [proof_id]);
  const onPage = new Set(rows);
  const shown = items.filter(({ proof_id }) => onPage.has(proof_id));
  return {
    organisation_id,
    organisation_name: await organisationStore(ctx).nameOf(organisation_id),
    items: shown,
    next_cursor,
    empty: shown.length === 0 && before === undefined ? await emptyBecause(ctx, organisation_id, campaigns) : null,
  };
});
