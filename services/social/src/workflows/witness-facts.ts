import { mapContract, type Output } from "@oneheart/contracts";
import { identityInternal, type proofInternal, questInternal } from "@oneheart/contracts/internal";
import { type BaseContext, type Context, isOperationError } from "@oneheart/kernel";
import { presenceWindow_ms, type WitnessFacts } from "../rules/plausibility.ts";
import { sharedTraces, tellingTraces } from "../rules/sharing.ts";
import { presenceStore } from "../store/presence.ts";

export type Proof = Output<typeof proofInternal.operations.findProofs>["items"][number];

interface Gathered {
  facts: WitnessFacts;
  zone_id: string;
  /** The witness's devices and addresses that few share. */
  traces: string[];
}

/** Asks for everything that says whether the caller could have seen what a proof shows. */
export async function gatherWitnessFacts(
  proof: Proof,
  told_from: WitnessFacts["told_from"],
  ctx: BaseContext & Pick<Context, "source">,
): Promise<Gathered> {
  const witness_id = ctx.principal.playerId;
  const capture = { lat: proof.lat, lng: proof.lng, captured_at: new Date(proof.captured_at) };
  const [zone, accounts, own_captures] = await Promise.all([
    zoneOf(proof.quest_id, ctx),
    ctx.call(identityInternal.operations.accountTraces, {
      ids: [witness_id, proof.player_id],
      here: { ip_address: ctx.source.ip, user_agent: ctx.source.userAgent },
    }),
    presenceStore(ctx).around(witness_id, capture.captured_at, presenceWindow_ms),
  ]);
  const accountOf = (id: string) => {
    const account = accounts.items.find((item) => item.id === id);
    if (account === undefined) throw new Error(`no account ${id}`);
    return account;
  };
  const own = accountOf(witness_id);
  const traces = [...own.traces, ...accounts.here];
  return {
    facts: {
      capture,
      zone_radius_km: zone.radius_km,
      told_at: ctx.clock.now(),
      told_from,
      own_captures,
      account_since: new Date(own.created_at),
      shared: sharedTraces(traces, accountOf(proof.player_id).traces),
    },
    zone_id: zone.zone_id,
    traces: tellingTraces(traces),
  };
}

async function zoneOf(quest_id: string, ctx: BaseContext): Promise<{ zone_id: string; radius_km: number | null }> {
  const { zone_id, zone: begun } = await ctx.call(questInternal.operations.questFacts, { id: quest_id });
  if (begun !== null) return { zone_id, radius_km: begun.radius_km };
  const zone = await ctx.call(mapContract.operations.getZone, { id: zone_id }).catch((error: unknown) => {
    if (isOperationError(error, "zone_not_found")) return undefined;
    throw error;
  });
  return { zone_id, radius_km: zone?.radius_km ?? null };
}
