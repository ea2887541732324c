import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { ledgerLog } from "@oneheart/ledger";
import { parseEntriesPath } from "@oneheart/tlog";
import { placeOf, tileAnswer } from "../workflows/log/answers.ts";

/** Entries of the log, once a checkpoint covers them. They name people by commitments only, so anyone may read them. */
export const logEntries = handle(impactContract.operations.logEntries, async ({ n }, ctx) => {
  const bundle = placeOf(parseEntriesPath, `tile/entries/${n}`) ?? ctx.fail("tile_not_found");
  const data = (await ledgerLog.bundle(ctx.db, bundle)) ?? ctx.fail("tile_not_found");
  return tileAnswer(bundle.width, data);
});
