/** How long a photograph takes from being sent to being decided, through all services, and how many a second. */
import { median, percentile, rounded } from "../report.ts";
import { photographs } from "./photographs.ts";
import { asFromPhone } from "./pictures.ts";
import { openWorld, type Quest, type World } from "./world.ts";

/** The figures of the pipeline. */
export interface PipelineFigures {
  readonly photos: number;
  /** One after the other: sent, stored, analysed, decided. */
  readonly photo_ms_p50: number;
  readonly photo_ms_p95: number;
  /** Many at once. */
  readonly photos_per_s: number;
  readonly verified: number;
}

const sentAtOnce = 12;

/** Sends real photographs of twelve megapixels: half one by one, half at once. */
export async function measurePipeline(count = 40): Promise<PipelineFigures> {
  const found = (await photographs()).filter((_, index) => index % 4 === 0).slice(0, count);
  const pictures = await inTurn(found, async ({ name, path }) => ({ name, bytes: await asFromPhone(path) }));
  const world = await openWorld();
  try {
    const zone_id = await world.zone();
    // The first ones pay for starting processes and compiling.
    const warm = 4;
    const half = (pictures.length - warm) >> 1;
    const quests = await inTurn(pictures, async (picture) => ({ picture, quest: await world.start(await world.player(), zone_id) }));
    await inTurn(quests.slice(0, warm), (one) => once(world, one, 5));
    const [first, second] = [quests.slice(warm, warm + half), quests.slice(warm + half)];
    const alone = await inTurn(first, (one) => once(world, one, 5));
    const start = performance.now();
    const together = await atOnce(second, (one) => once(world, one, 100));
    const seconds = (performance.now() - start) / 1000;
    const times = alone.map(({ ms }) => ms);
    return {
      photos: alone.length + together.length,
      photo_ms_p50: rounded(median(times), 0),
      photo_ms_p95: rounded(percentile(times, 95), 0),
      photos_per_s: rounded(together.length / seconds),
      verified: [...alone, ...together].filter(({ status }) => status === "verified").length,
    };
  } finally {
    await world.app.settled();
    await world.app.stop();
  }
}

interface Sent {
  quest: Quest;
  picture: { name: string; bytes: Buffer };
}

async function once(world: World, { quest, picture }: Sent, every_ms: number): Promise<{ ms: number; status: string }> {
  const start = performance.now();
  const { status, reason_code, flags } = await world.assessed(await world.send(quest, picture.bytes), every_ms);
  const ms = performance.now() - start;
  if (status !== "verified") console.log(`honest, but ${status}: ${picture.name} (${reason_code}; ${flags.join(", ")})`);
  return { ms, status };
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

async function atOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const waiting = [...items];
  const results: R[] = [];
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: sentAtOnce }, one));
  return results;
}

if (import.meta.main) console.log(await measurePipeline(Number(process.argv[2] ?? 40)));
