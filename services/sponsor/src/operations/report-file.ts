import { sponsorContract } from "@oneheart/contracts";
import { handle, storedObject } from "@oneheart/kernel";
import { pagePolicy } from "../rules/report/page.ts";
import { reportLinks } from "../workflows/report-links.ts";

/** The bytes behind a link of a report. A page has its own style and runs nothing; a table is saved and not shown. */
export const reportFile = handle(sponsorContract.operations.reportFile, async ({ sealed }, ctx) => {
  const key = reportLinks.keyBehind(sealed, ctx) ?? ctx.fail("link_invalid");
  const found = (await storedObject(ctx.backing.objects, key, "no-store")) ?? ctx.fail("media_not_found");
  const shown: Record<string, string> = key.endsWith(".html")
    ? { "content-security-policy": pagePolicy }
    : { "content-disposition": 'attachment; filename="figures.csv"' };
  return { ...found, headers: { ...found.headers, ...shown } };
});
