import { analyticsContract } from "@oneheart/contracts";
import { handle, objectInRange } from "@oneheart/kernel";
import { exportStore } from "../store/exports.ts";
import { exportKeyOf, exportLinks } from "../workflows/export/links.ts";

/** The bytes behind a link of a bundle, from where the last download broke off. */
export const exportFile = handle(analyticsContract.operations.exportFile, async ({ sealed, range, if_range }, ctx) => {
  const id = exportLinks.keyBehind(sealed, ctx) ?? ctx.fail("link_invalid");
  const { sha256, from_month, to_month } = (await exportStore(ctx).find(id)) ?? ctx.fail("media_not_found");
  const asked = { range, if_range, etag: `"${sha256}"`, filename: `oneheart-${from_month}-to-${to_month}-${id}.zip` };
  return (await objectInRange(ctx.backing.objects, exportKeyOf(id), asked)) ?? ctx.fail("media_not_found");
});
