import { mapContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentArea } from "../present.ts";
import { areasPage } from "../workflows/areas-page.ts";

/** Areas by their codes, each with its boundaries in the order of time. */
export const listAreas = handle(mapContract.operations.listAreas, async (input, ctx) => {
  const page = await areasPage(ctx, input, false);
  return { items: page.rows.map(presentArea), next_cursor: page.next_cursor };
});
