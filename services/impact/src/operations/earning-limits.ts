import { type HandlerInput, impactContract, localDay, mapContract, questContract, type RewardPolicy } from "@oneheart/contracts";
import { type Context, handle, isOperationError } from "@oneheart/kernel";
import { type Language, languageFor, message, render } from "@oneheart/messages";
import { missionKey } from "../rules/badges.ts";
import { explainLimit } from "../rules/explain.ts";
import { type Limit, type Limits, limitsOf, limitsProgramme, programmeLimits, roomOf } from "../rules/limits.ts";
import { sameKindFrom, sameKindShare } from "../rules/same-kind.ts";
import { type DayKey, dayStore } from "../store/days.ts";

type Operation = typeof impactContract.operations.earningLimits;

/** What is left of today's limits. Other players may use up a mission's, a zone's and the programme's before a quest is verified. */
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
  const ofDays = keys.map(({ scope }) => limitsOf(policy, days.find((one) => one.scope === scope)!));
  const paid = limitsProgramme(policy) ? (await dayStore(ctx).programme([day])).get(day) : undefined;
  const ofProgramme = programmeLimits(policy, paid ?? { xp: 0, tokens: 0 });
  return {
    day,
    items: [
      ...ofDays.map((limits) => present(limits.xp.cap, limits, language)),
      ...(limitsProgramme(policy) ? [present("programme_day", ofProgramme, language)] : []),
    ],
    same_kind: place.kind === undefined || policy.same_kind_step_bps === 0 ? null : await sameKindLeft(place.kind, day, policy, ctx),
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
  const kind = mission === undefined ? undefined : missionKey(mission.mission_type);
  return { mission_id: mission?.id, kind, zone_id: zone.id, time_zone: zone.time_zone };
}

async function sameKindLeft(kind: string, day: string, policy: RewardPolicy, ctx: Context<Operation>) {
  const player_id = ctx.principal.playerId;
  const done = (await dayStore(ctx).sameKind([{ player_id, kind, day, from: sameKindFrom(policy, day) }])).get(player_id) ?? 0;
  const next_bps = sameKindShare(policy, done);
  const { same_kind_days: days, same_kind_free: free } = policy;
  const words = message("reward.same_kind_next", { free, days, done, percent: next_bps / 100 });
  return { kind, days, free, done, next_bps, words: render(words, languageFor(ctx.source.acceptLanguage)) };
}

function present(cap: Limit["cap"], { xp, tokens }: Partial<Limits>, language: Language) {
  return { cap, xp: leftOf("xp", xp, language), tokens: leftOf("tokens", tokens, language) };
}

function leftOf(of: "xp" | "tokens", limit: Limit | undefined, language: Language) {
  if (limit === undefined) return null;
  return { limit: limit.limit, used: limit.used, left: roomOf(limit), words: render(explainLimit(of, limit), language) };
}
