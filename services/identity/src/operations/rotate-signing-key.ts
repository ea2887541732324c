import { identityContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { replaceSigningKey } from "../workflows/signing.ts";

/** Signs with a new key from now on. The old one stays published until its tokens have expired. */
export const rotateSigningKey = handle(identityContract.operations.rotateSigningKey, async (_input, ctx) => {
  const key = (await replaceSigningKey(ctx, () => true))!;
  return { kid: key.kid, created_at: key.created_at.toISOString() };
});
