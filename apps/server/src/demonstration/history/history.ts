import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { identityContract, mapContract, questContract, type Role } from "@oneheart/contracts";
import { type BaseContext, isOperationError, type Kernel } from "@oneheart/kernel";
import { z } from "zod";
import { makePassword } from "../../data-dir.ts";
import type { ServerSettings } from "../../settings/server.ts";
import { zones } from "../programme.ts";
import { type Actor, actorOf } from "./actor.ts";
import { goOut } from "./outing.ts";
import { beginningOf, type Outing, planHistory, wave } from "./plan.ts";
import { appeal, releaseReady, reviewAll } from "./review.ts";
import { openCampaigns, reportOnAll, sponsors } from "./sponsors.ts";

/** Outings of different people at once: as many as keep the processes that open files busy. */
const playersAtOnce = 4;
const reviewers = ["anan.review", "benedetta.review"];
/** How long the campaigns go on. */
const campaignsLeft_days = 30;

const Progress = z.object({ today: z.iso.datetime(), done: z.int(), actions: z.int() });

/**
 * Ninety days of work before today, through the operations that clients call, at moments of the past: each quest is started,
 * photographed, analysed, reviewed where the rules ask for it, and rewarded. One that was cut short goes on at the next start.
 */
export async function playHistory(kernel: Kernel, settings: ServerSettings, signal: AbortSignal): Promise<number> {
  const file = join(settings.DATA_DIR, "demonstration-history.json");
  const progress = await readProgress(file, settings);
  await keepProgress(file, progress);
  const plan = planHistory(new Date(progress.today), progress.actions);
  const begin = (joined?: number) => beginningOf(new Date(progress.today), joined);
  const players = new Map<string, Actor>();
  const open = async (username: string, role: Role, at: Date) =>
    players.set(username, actorOf(kernel, await personCalled(kernel, username, role, at), role));
  for (const username of reviewers) await open(username, "reviewer", begin());
  const { missions, zoneIds } = await programmeOf(kernel.context("demonstration"));
  if (progress.done === 0) {
    for (const username of sponsors) await open(username, "sponsor", begin());
    const organiser = actorOf(kernel, await personCalled(kernel, "organiser", "admin", begin()), "admin");
    await openCampaigns(players, organiser, zoneIds, { from: begin(), to: begin(-campaignsLeft_days) });
  }
  while (progress.done < plan.outings.length && !signal.aborted) {
    const part = plan.outings.slice(progress.done, progress.done + wave);
    for (const username of new Set(part.map((outing) => outing.username))) {
      if (!players.has(username)) await open(username, "player", begin(plan.people.find((one) => one.username === username)!.joined));
    }
    await inLanes(part, signal, async (outing, index) => {
      const { location_lat, location_lng } = zones.find(({ key }) => key === outing.zone)!;
      const { lat, lng } = outing.place;
      const place = { lat: location_lat + lat, lng: location_lng + lng, mission_id: missions.get(outing.mission)! };
      await goOut(players.get(outing.username)!, outing, { key: `history-${progress.done + index}`, ...place });
    });
    if (signal.aborted) break;
    progress.done += part.length;
    // The last ones wait for whoever tries the demonstration.
    if (progress.done < plan.outings.length) {
      const people = reviewers.map((name) => players.get(name)!);
      const evening = hoursAfter(part.at(-1)!.started_at);
      await reviewAll(people, evening);
      await releaseReady(people[0]!, evening);
    }
    for (const { username, started_at } of part.filter((outing) => outing.is_elsewhere).slice(-1)) {
      await appeal(players.get(username)!, hoursAfter(started_at, 20));
    }
    if (progress.done === plan.outings.length) {
      await open("sponsor", "sponsor", begin());
      await reportOnAll(players.get("sponsor")!, new Date());
    }
    await keepProgress(file, progress);
  }
  return progress.done;
}

const hoursAfter = (moment: Date, hours = 8) => new Date(moment.getTime() + hours * 3_600_000);

async function readProgress(file: string, { DEMO_ACTIONS }: ServerSettings) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? { today: new Date().toISOString(), done: 0, actions: DEMO_ACTIONS } : Progress.parse(JSON.parse(text));
}

async function keepProgress(file: string, progress: z.infer<typeof Progress>): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(progress));
  await rename(`${file}.new`, file);
}

/** The id of somebody of the history, who has an account that nobody knows the password of. */
async function personCalled(kernel: Kernel, username: string, role: Role, at: Date): Promise<string> {
  const ctx = kernel.context("demonstration", at);
  const account = { username, email: `${username}@example.org`, password: makePassword(), role };
  try {
    return (await ctx.call(identityContract.operations.createAccount, account)).id;
  } catch (error) {
    if (!isOperationError(error, "username_taken", "email_taken")) throw error;
    const { items } = await ctx.call(identityContract.operations.listUsers, { username });
    return items.find((known) => known.username === username)!.id;
  }
}

/** The ids of missions by their titles, and of zones by their keys. */
async function programmeOf(ctx: BaseContext) {
  const missions = new Map<string, string>();
  const zoneIds = new Map<string, string>();
  for (const { id, name } of (await ctx.call(mapContract.operations.listAllZones, { limit: 100 })).items) {
    const zone = zones.find((known) => known.name === name);
    if (zone === undefined) continue;
    zoneIds.set(zone.key, id);
    const { items } = await ctx.call(questContract.operations.listMissions, { zone_id: id, limit: 100 });
    for (const mission of items) missions.set(mission.title, mission.id);
  }
  return { missions, zoneIds };
}

/** Some at once, those of one person one after the other. */
async function inLanes(outings: readonly Outing[], signal: AbortSignal, work: (outing: Outing, index: number) => Promise<void>) {
  const chains = [
    ...Map.groupBy(
      outings.map((outing, index) => ({ outing, index })),
      ({ outing }) => outing.username,
    ).values(),
  ];
  const playNext = async () => {
    for (let chain = chains.shift(); chain !== undefined && !signal.aborted; chain = chains.shift()) {
      for (const { outing, index } of chain) await work(outing, index);
    }
  };
  await Promise.all(Array.from({ length: playersAtOnce }, playNext));
}
