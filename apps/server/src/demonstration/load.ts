import { existsSync } from "node:fs";
import { identityContract, mapContract, questContract, tokenContract } from "@oneheart/contracts";
import { type BaseContext, isOperationError, type Kernel } from "@oneheart/kernel";
import { keepSecret, makePassword } from "../data-dir.ts";
import type { ServerSettings } from "../settings/server.ts";
import { isWanted, passwordFile } from "./access.ts";
import { createAreas } from "./areas.ts";
import { beginningOf } from "./history/plan.ts";
import { missions, people, rewards, zones } from "./programme.ts";

/** Who can be tried out, and their common password, made for this installation. */
export interface DemonstrationAccounts {
  password: string;
  people: Array<{ username: string; role: string }>;
}

/**
 * Loads the demonstration programme into an empty installation. Answers its accounts, also on later starts;
 * undefined where it is off or where a real programme is. A load that was cut short is finished by the next start.
 */
export async function loadDemonstration(kernel: Kernel, settings: ServerSettings): Promise<DemonstrationAccounts | undefined> {
  if (!isWanted(settings)) return undefined;
  const ctx = kernel.context("demonstration", settings.DEMO_ACTIONS > 0 ? beginningOf(new Date()) : undefined);
  const file = passwordFile(settings);
  if (!existsSync(file) && (await zonesByName(ctx)).size > 0) return undefined;
  const password = await keepSecret(file, makePassword);
  await createMissing(ctx);
  await createAreas(ctx);
  await createPeople(ctx, password);
  return { password, people: people.map(({ username, role }) => ({ username, role })) };
}

/** Also those that are hidden or retired, which must not be made again. */
async function zonesByName(ctx: BaseContext) {
  const { items } = await ctx.call(mapContract.operations.listAllZones, { limit: 100 });
  return new Map(items.map((zone) => [zone.name, zone]));
}

async function createMissing(ctx: BaseContext): Promise<void> {
  const known = await zonesByName(ctx);
  for (const { key, ...zone } of zones) {
    const { id, retired_at } = known.get(zone.name) ?? (await ctx.call(mapContract.operations.createZone, zone));
    if (retired_at === null) await createMissions(ctx, key, id);
  }
  const offered = await ctx.call(tokenContract.operations.marketplace, { limit: 100 });
  const names = new Set(offered.items.map((reward) => reward.name));
  for (const reward of rewards.filter(({ name }) => !names.has(name))) await ctx.call(tokenContract.operations.createReward, reward);
}

async function createMissions(ctx: BaseContext, key: string, zone_id: string): Promise<void> {
  const known = await ctx.call(questContract.operations.listMissions, { zone_id, limit: 100 });
  const titles = new Set(known.items.map((mission) => mission.title));
  for (const { zone, ...mission } of missions) {
    if (zone === key && !titles.has(mission.title)) await ctx.call(questContract.operations.createMission, { ...mission, zone_id });
  }
}

async function createPeople(ctx: BaseContext, password: string): Promise<void> {
  await Promise.all(
    people.map((person) =>
      ctx.call(identityContract.operations.createAccount, { ...person, password }).catch((error: unknown) => {
        if (!isOperationError(error, "username_taken", "email_taken")) throw error;
      }),
    ),
  );
}
