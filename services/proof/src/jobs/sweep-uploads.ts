import { schedule } from "@oneheart/kernel";
import { uploadStore } from "../store/uploads.ts";

const abandonedAfter_ms = 60 * 60_000;
const batch = 500;

/** Removes the objects of uploads that a crash cut off before their proof was recorded. */
export const sweepUploads = schedule("sweep-uploads", "23 * * * *", async (ctx) => {
  const uploads = uploadStore(ctx);
  const before = new Date(ctx.clock.now().getTime() - abandonedAfter_ms);
  for (const upload of await uploads.abandon(before, batch)) {
    await ctx.backing.objects.delete(upload.storage_path);
    await uploads.forget(upload.proof_id);
  }
});
