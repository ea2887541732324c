import type { BaseContext } from "@oneheart/kernel";
import type { SessionRow } from "../store/sessions.ts";

type Ctx = Pick<BaseContext, "backing" | "log">;

const collection = "sessions";

/** Writes a session among the documents, for those who count devices and session lengths. */
export function documentSession(ctx: Ctx, session: SessionRow): Promise<void> {
  const { id, account_id, device, ip_address, created_at, expires_at } = session;
  const times = { created_at: created_at.toISOString(), last_used_at: created_at.toISOString(), expires_at: expires_at.toISOString() };
  return keep(ctx, () => ctx.backing.documents.insert(collection, [{ id, player_id: account_id, device, ip_address, ...times }]));
}

export function documentUse(ctx: Ctx, id: string, times: { last_used_at: Date; expires_at: Date }): Promise<void> {
  const change = { last_used_at: times.last_used_at.toISOString(), expires_at: times.expires_at.toISOString() };
  return keep(ctx, () => ctx.backing.documents.update(collection, { id }, change));
}

export function documentEnds(ctx: Ctx, ids: string[], now: Date): Promise<void> {
  const change = { ended_at: now.toISOString() };
  return keep(ctx, () => Promise.all(ids.map((id) => ctx.backing.documents.update(collection, { id, ended_at: null }, change))));
}

export async function deleteSessionDocuments(ctx: Ctx, ids: string[]): Promise<void> {
  for (const id of ids) await ctx.backing.documents.delete(collection, { id });
}

/** Unlike statistics, this must not be passed over: throws when the store is away. */
export async function deletePlayerDocuments(ctx: Ctx, player_id: string): Promise<void> {
  await ctx.backing.documents.delete(collection, { player_id });
}

/** Nobody is kept out because statistics cannot be written. */
async function keep(ctx: Ctx, write: () => Promise<unknown>): Promise<void> {
  await write().catch((error: unknown) => ctx.log.warn({ err: error }, "a session is not among the documents: the store is away"));
}
