import { proofContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentCopy } from "../present.ts";
import { copyStore } from "../store/blurred-copies.ts";
import { viewerOf } from "../workflows/blurred-copies.ts";

/** Copies that somebody may see to, newest first. */
export const listBlurredCopies = handle(proofContract.operations.listBlurredCopies, async ({ limit, cursor, state }, ctx) => {
  const verified_only = ctx.principal.role !== "admin";
  const rows = await copyStore(ctx).page({ limit: limit + 1, before: decodeIdCursor(cursor), state, verified_only });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  return { items: page.rows.map((row) => presentCopy(row, viewerOf(ctx))), next_cursor: page.next_cursor };
});
