import { type BaseContext, isUniqueViolation } from "@oneheart/kernel";
import { skeletonOf } from "../rules/skeleton.ts";
import { accountStore } from "../store/accounts.ts";

const batch = 500;

/** Gives accounts that were made before names had skeletons theirs, the oldest first. */
export async function fillSkeletons(ctx: BaseContext): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const rows = await accountStore(ctx).withoutSkeleton(after, batch);
    for (const { id, username } of rows) await fill(ctx, id, skeletonOf(username));
    after = rows.at(-1)?.id;
    if (rows.length < batch) return;
  }
}

async function fill(ctx: BaseContext, id: string, skeleton: string): Promise<void> {
  try {
    await accountStore(ctx).setSkeleton(id, skeleton);
  } catch (error) {
    if (!isUniqueViolation(error, "accounts_username_skeleton")) throw error;
    ctx.log.warn({ account_id: id }, "an account's name looks like that of another account");
  }
}
