import { playerContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { didDocument } from "../rules/did.ts";
import { playerStore } from "../store/players.ts";

/** The DID document of a player: its identifier and public key, nothing personal. */
export const resolveDid = handle(playerContract.operations.resolveDid, async ({ did }, ctx) => {
  const key = (await playerStore(ctx).publicKeyOf(did)) ?? ctx.fail("did_not_found");
  return didDocument(did, key);
});
