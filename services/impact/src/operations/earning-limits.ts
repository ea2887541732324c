import { type HandlerInput, impactContract, localDay, mapContract, questContract } from "@oneheart/contracts";
import { type Context, handle, isOperationError } from "@oneheart/kernel";
import { type Language, languageFor, render } from "@oneheart/messages";
import { explainLimit } from "../rules/explain.ts";
import { type Limit, limitsOf, roomOf } from "../rules/limits.ts";
import { type DayKey, dayStore } from "../store/days.ts";

type Operation = typeof impactContract.operations.earningLimits;

/** What is left of today's limits. Other players may use up a mission's and a zone's before a quest is verified. */
export const earningLimits = handle(impactContract.operations.earningLimits, async (input, ctx) => {
  const place = await placeOf(input, ctx);
  const day = localDay(ctx.clock.now(), place.time_zone);
  const keys: DayKey[] = [
    { scope: "player", scope_id: ctx.principal.playerId, day },
    ...(place.mission_id === undefined ? [] : [{ scope: "mission" as const, scope_id: place.mission_id, day }]),
    ...(place.zone_id === undefined ? [] : [{ scope: "zone" as const, scope_id: place.zone_id, day }]),
  ];
  const { policy, days } = await dayStore(ctx).read(keys);
  const language = languageFor(ctx.source.acceptLanguage);
  return {
    day,
    items: keys.map(({ scope }) => {
      const { xp, tokens } = limitsOf(policy, days.find((one) => one.scope === scope)!);
      return { cap: xp.cap, xp: present("xp", xp, language), tokens: present("tokens", tokens, language) };
    }),
  };
});

/** Whose calendar counts: the mission's zone's, the zone's, or UTC. */
async function placeOf({ mission_id, zone_id }: HandlerInput<Operation>, ctx: Context<Operation>) {
  const orFail = (error: unknown) => {
    for (const code of ["mission_not_found", "zone_not_found"] as const) if (isOperationError(error, code)) return ctx.fail(code);
    throw error;
  };
  const mission =
    mission_id === undefined ? undefined : await ctx.call(questContract.operations.getMission, { id: mission_id }).catch(orFail);
  const id = mission?.zone_id ?? zone_id;
  if (id === undefined) return { time_zone: "UTC" };
  const zone = await ctx.call(mapContract.operations.getZone, { id }).catch(orFail);
  return { mission_id: mission?.id, zone_id: zone.id, time_zone: zone.time_zone };
}

function present(of: "xp" | "tokens", limit: Limit, language: Language) {
  return { limit: limit.limit, used: limit.used, left: roomOf(limit), words: render(explainLimit(of, limit), language) };
}
