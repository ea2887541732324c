import { schedule } from "@oneheart/kernel";
import { copyStore } from "../store/blurred-copies.ts";
import { deleteObject } from "../workflows/blurred-copies.ts";

const batch = 500;

/** Deletes withdrawn copies that the object store kept because it was away when they were withdrawn. */
export const sweepCopies = schedule("sweep-copies", "*/10 * * * *", async (ctx) => {
  for (const copy of await copyStore(ctx).left(batch)) await deleteObject(copy, ctx);
});
