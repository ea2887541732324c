import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { parseTilePath } from "@oneheart/tlog";
import { placeOf, tileAnswer } from "../workflows/log/answers.ts";

/** Hashes of the Merkle tree, once a checkpoint covers them. */
export const logTile = handle(impactContract.operations.logTile, async ({ path }, ctx) => {
  const tile = placeOf(parseTilePath, `tile/${path}`) ?? ctx.fail("tile_not_found");
  const data = (await ledgerLog.tile(ctx.db, tile)) ?? ctx.fail("tile_not_found");
  return tileAnswer(tile.width, data);
});
