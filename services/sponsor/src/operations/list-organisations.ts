import { sponsorContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentOrganisation } from "../present.ts";
import { organisationStore } from "../store/organisations.ts";
import { viewOf } from "../workflows/access.ts";

/** One's own organisations. */
export const listOrganisations = handle(sponsorContract.operations.listOrganisations, async ({ cursor, limit }, ctx) => {
  const rows = await organisationStore(ctx).list({ player_id: viewOf(ctx.principal), before: decodeIdCursor(cursor), limit: limit + 1 });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map(presentOrganisation), next_cursor: page.next_cursor };
});
