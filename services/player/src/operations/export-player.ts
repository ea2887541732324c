import { playerContract } from "@oneheart/contracts";
import { handle, requireAtMost } from "@oneheart/kernel";
import { exportArchive } from "../workflows/export-archive.ts";
import { findPlayer } from "../workflows/whose.ts";

const day_ms = 86_400_000;
/** An archive reads everything, so it is not made in a loop. */
const exportsPerDay = 5;

/** All that is held about oneself, with one's evidence, as a ZIP archive. Nobody else gets it, not even an administrator. */
export const exportPlayer = handle(playerContract.operations.exportPlayer, async ({ id: name }, ctx) => {
  const found = (await findPlayer(ctx, name)) ?? ctx.fail("player_not_found");
  if (found.id !== ctx.principal.playerId) ctx.fail("forbidden");
  requireAtMost(exportsPerDay, await ctx.backing.cache.increment(`exports:${found.id}`, { ttl_ms: day_ms }));
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return {
    content_type: "application/zip",
    headers: { "content-disposition": `attachment; filename="oneheart-${day}.zip"`, "cache-control": "private, no-store" },
    body: exportArchive(ctx, found.id),
  };
});
