import { sponsorContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { organisationStore } from "../store/organisations.ts";
import { reportStore } from "../store/reports.ts";
import { organisationFor } from "../workflows/panel-scope.ts";
import { presentReport } from "../workflows/report-links.ts";

const operation = sponsorContract.operations.listReports;

/** An organisation's reports. Another's are as if they were not there. */
export const listReports = handle(operation, async ({ limit, cursor, organisation_id: asked }, ctx) => {
  const organisation_id = await organisationFor(operation, ctx, asked);
  const organisation_name = await organisationStore(ctx).nameOf(organisation_id);
  const rows = await reportStore(ctx).page({ organisation_id, before: decodeIdCursor(cursor), limit: limit + 1 });
  const page = pageFrom(rows, limit, ({ id }) => [id]);
  return { items: page.rows.map((row) => presentReport({ ...row, organisation_name }, ctx)), next_cursor: page.next_cursor };
});
