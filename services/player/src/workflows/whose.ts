import { type BaseContext, isUser, type Principal } from "@oneheart/kernel";
import { type PlayerRow, playerStore } from "../store/players.ts";

/** The player that an id, a DID or `me` names; an erased one is not found. */
export async function findPlayer(ctx: BaseContext, name: string): Promise<PlayerRow | undefined> {
  const found = await rowOf(ctx, name);
  return found?.closed_at === null ? found : undefined;
}

/** The same of many names, in their order. */
export async function findPlayers(ctx: BaseContext, names: readonly string[]): Promise<Array<PlayerRow | undefined>> {
  const idOf = (name: string) => (name === "me" ? ctx.principal.playerId : name);
  const { dids = [], ids = [] } = Object.groupBy(names.map(idOf), (name) => (name.startsWith("did:") ? "dids" : "ids"));
  const rows = (await playerStore(ctx).findMany(ids, dids)).filter(({ closed_at }) => closed_at === null);
  const byName = new Map(rows.flatMap((row) => [[row.id, row] as const, [row.user_did, row] as const]));
  return names.map((name) => byName.get(idOf(name)));
}

function rowOf(ctx: BaseContext, name: string): Promise<PlayerRow | undefined> {
  const players = playerStore(ctx);
  if (name === "me") return players.find(ctx.principal.playerId);
  return name.startsWith("did:") ? players.findByDid(name) : players.find(name);
}

/** Personal data and changes are for oneself and administrators. */
export function mayManage(principal: Principal, player: PlayerRow): boolean {
  return isUser(principal) && (principal.role === "admin" || principal.playerId === player.id);
}
