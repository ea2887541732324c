import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Client, createClient, identityContract, proofContract, questContract, tokenContract } from "@oneheart/contracts";
import { type Photograph, type Programme, takenAt } from "@oneheart/testing";

/** One call of one player; `reward` is the time from hand-in to reward as a player sees it, and is no call. */
export interface Sample {
  call: string;
  ms: number;
}

export interface Tally {
  handedIn: number;
  rewarded: number;
  failures: string[];
}

export interface Play {
  url: string;
  index: number;
  players: number;
  programme: Programme;
  /** One for each quest: a picture that looks like an earlier one would wait for a person. */
  photographs: Photograph[];
  think_ms: [number, number];
  /** When measuring begins and when no new quest is taken any more, in ms since 1970. */
  begin: number;
  end: number;
  samples: Sample[];
  tally: Tally;
}

const { listQuests, startQuest, completeQuest, getQuest } = questContract.operations;
const lookEvery_ms = 1_000;
const waitForReward_ms = 60_000;

/** One player's life during the benchmark: registers, then does quest after quest with pauses. */
export async function play(game: Play): Promise<void> {
  await pause((game.index / game.players) * 40_000);
  const visitor = createClient({ base_url: game.url });
  const session = await visitor.call(identityContract.operations.register, {
    username: `player_${game.index}`,
    email: `p${game.index}@example.org`,
    password: "a long enough password",
  });
  const client = createClient({ base_url: game.url, token: () => session.access_token });
  while (Date.now() < game.end) {
    await think(game);
    await oneQuest(game, client).catch((error: unknown) => game.tally.failures.push(String(error)));
  }
}

async function oneQuest(game: Play, client: Client): Promise<void> {
  const photograph = game.photographs.pop();
  if (photograph === undefined) throw new Error("too few photographs were made for this many quests");
  await timed(game, "list", () => client.call(listQuests, {}));
  await think(game);
  const quest = await timed(game, "start", () =>
    client.call(startQuest, { id: game.programme.missionId }, { idempotencyKey: randomUUID() }),
  );
  const id = quest.quest_id!;
  await think(game);
  const capturedAt = new Date();
  const blob = new Blob([new Uint8Array(takenAt(photograph, capturedAt))], { type: "image/jpeg" });
  const { lat, lng } = photograph;
  const proof = await timed(game, "upload", () =>
    client.call(
      proofContract.operations.submitProof,
      { quest_id: id, captured_at: capturedAt.toISOString(), lat, lng, accuracy_m: 8, nonce: quest.challenge.nonce },
      { file: { blob, filename: "evidence.jpg" } },
    ),
  );
  await think(game);
  const handedIn = { id, proof_ids: [proof.proof_id], duration_minutes: 30, beneficiaries_count: 3 };
  await timed(game, "complete", () => client.call(completeQuest, handedIn, { idempotencyKey: randomUUID() }));
  game.tally.handedIn += 1;
  await rewardOf(game, client, id).catch(async (error: Error) => {
    const { status, decision, signals } = await client.call(proofContract.operations.getProof, { id: proof.proof_id });
    throw new Error(`${error.message}; its proof: ${JSON.stringify({ status, decision, signals })}`);
  });
  game.tally.rewarded += 1;
  await timed(game, "balance", () => client.call(tokenContract.operations.getBalance, {}));
}

async function rewardOf(game: Play, client: Client, id: string): Promise<void> {
  const start = performance.now();
  for (;;) {
    const quest = await timed(game, "look", () => client.call(getQuest, { id }));
    if (quest.status === "completed") break;
    if (performance.now() - start > waitForReward_ms)
      throw new Error(`quest ${id} is still ${quest.status} after ${waitForReward_ms / 1000} s`);
    await pause(lookEvery_ms);
  }
  record(game, "reward", performance.now() - start);
}

async function timed<T>(game: Play, call: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await work();
  record(game, call, performance.now() - start);
  return value;
}

function record(game: Play, call: string, ms: number): void {
  const now = Date.now();
  if (now >= game.begin && now <= game.end) game.samples.push({ call, ms });
}

function think({ think_ms: [shortest, longest] }: Play): Promise<void> {
  return pause(shortest + Math.random() * (longest - shortest));
}
