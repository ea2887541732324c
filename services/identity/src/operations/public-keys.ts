import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { oldestUsefulRetirement } from "../rules/lifetimes.ts";
import { identitySettings } from "../settings.ts";
import { signingKeyStore } from "../store/signing-keys.ts";

/** Every public key that a good token may be signed with. */
export const publicKeys = handle(identityContract.operations.publicKeys, async (_input, ctx) => {
  const keys = await signingKeyStore(ctx).publicSince(oldestUsefulRetirement(ctx.settings(identitySettings), ctx.clock.now()));
  return { keys: keys.map((key) => key.public_jwk) };
});
