import { impactContract, mapContract, type Output, questContract, type RewardPolicy } from "@oneheart/contracts";
import { playerInternal, proofInternal, questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import {
  bootServices,
  didOf,
  newQuest,
  noSponsors,
  plainAction,
  plainMission,
  plainPlayer,
  plainZone,
  stub,
  type TestApp,
} from "@oneheart/testing";
import { sql } from "kysely";
import { impactService } from "../../src/service.ts";

type Facts = Output<typeof questInternal.operations.questFacts>;

/** What a test changes of an action; the rest is plain. */
interface ActionChange {
  player_id?: string;
  action_id?: string;
  at?: string;
  duration_minutes?: number;
  beneficiaries_count?: number;
  /** All of them, unless it is said. */
  beneficiaries_confirmed?: number;
  quest?: Partial<Facts>;
}

/** The impact engine, with neighbours that answer what the test told them. */
export interface Programme {
  app: TestApp;
  zone: { impact_factor_bps: number; time_zone: string };
  /** Badges that the player service says are held, by player. */
  badges: Map<string, string[]>;
  /** Players that the player service does not know yet. */
  unknown: Set<string>;
  /** Players whose account was erased. */
  erased: Set<string>;
  didOf(player_id: string): string;
  /** Says that an action was verified; answers its event's payload. */
  verify(change?: ActionChange): Promise<{ action_id: string; player_id: string }>;
}

export async function bootProgramme(settings: Record<string, string> = {}): Promise<Programme> {
  const quests = new Map<string, Facts>();
  const times = new Map<string, string>();
  const zone = { impact_factor_bps: 10_000, time_zone: "Asia/Bangkok" };
  const badges = new Map<string, string[]>();
  const unknown = new Set<string>();
  const erased = new Set<string>();
  const app = await bootServices([impactService], {
    settings,
    stubs: [
      ...noSponsors,
      stub(questInternal.operations.findQuests, ({ ids }) => ({ items: ids.flatMap((id) => quests.get(id) ?? []) })),
      stub(questContract.operations.getMission, ({ id }) => plainMission({ id, zone_id: id })),
      stub(mapContract.operations.getZone, ({ id }) => plainZone({ id, ...zone })),
      stub(proofInternal.operations.actionFacts, ({ id }) => plainAction({ action_id: id, timestamp: times.get(id)! })),
      stub(playerInternal.operations.findPlayers, ({ ids }) => ({
        items: ids.filter((id) => !unknown.has(id)).map((id) => ({ ...playerOf(id, badges.get(id) ?? []), erased: erased.has(id) })),
      })),
    ],
  });
  await forgetNeighbours(app);
  // Limits of a day have tests of their own.
  await setLimits(app, { ...noLimits });
  return {
    app,
    zone,
    badges,
    unknown,
    erased,
    didOf,
    async verify({ player_id = newId(), action_id = newId(), at = "2025-06-02T05:00:00Z", quest = {}, ...change } = {}) {
      const facts = { ...newQuest(app, player_id), ...begun(app), mission_type: "teaching", base_xp: 100, base_tokens: 10, ...quest };
      quests.set(facts.quest_id, facts);
      times.set(action_id, at);
      const { quest_id, mission_id, zone_id } = facts;
      await app.emit(verificationInternal.events.actionVerified, {
        ...{ action_id, quest_id, mission_id, zone_id, player_id },
        proof_ids: [newId()],
        authenticity_score: 90,
        duration_minutes: change.duration_minutes ?? 60,
        beneficiaries_count: change.beneficiaries_count ?? 0,
        beneficiaries_confirmed: change.beneficiaries_confirmed ?? change.beneficiaries_count ?? 0,
      });
      return { action_id, player_id };
    },
  };
}

/** Quests of this programme begin now, so that they are paid by the rules that the test made. */
function begun(app: TestApp): Pick<Facts, "started_at"> {
  return { started_at: app.clock.now().toISOString() };
}

const most = 1_000_000_000;
export const noLimits: RewardPolicy = {
  ...{ player_day_xp: most, player_day_tokens: most, newcomer_first_bps: 10_000, newcomer_days: 0 },
  ...{ mission_day_xp: most, mission_day_tokens: most, zone_day_xp: most, zone_day_tokens: most },
  ...{ programme_day_xp: null, programme_day_tokens: null },
  ...{ same_kind_days: 1, same_kind_free: 3, same_kind_step_bps: 0, same_kind_min_bps: 5_000 },
};

export async function setLimits(app: TestApp, policy: Partial<RewardPolicy>): Promise<void> {
  await app.call(impactContract.operations.setRewardPolicy, policy, { as: app.user("admin") });
}

/** The neighbours are stand-ins without tables, so the keys that point into theirs cannot hold here. */
async function forgetNeighbours(app: TestApp): Promise<void> {
  await sql`ALTER TABLE impact_awards DROP CONSTRAINT impact_awards_action_id_fkey`.execute(app.owner);
  await sql`ALTER TABLE impact_players DROP CONSTRAINT impact_players_player_id_fkey`.execute(app.owner);
}

/** Level, XP and streak are old on purpose: the engine must not lean on them. */
function playerOf(id: string, held: string[]) {
  return plainPlayer({ id, level: 77, total_xp: 999_999, streak_days: 55, last_action_day: "2020-01-01", badges: held });
}
