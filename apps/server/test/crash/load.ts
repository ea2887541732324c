/** Clients that move value, and ask again under the same key until they are answered. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  ApiError,
  type CallInput,
  type Client,
  type ClientCall,
  createClient,
  identityContract,
  type Operation,
  proofContract,
  questContract,
  tokenContract,
} from "@oneheart/contracts";
import { newPhotograph, type Programme, type Random, takenAt } from "@oneheart/testing";
import type { z } from "zod";

const { transferTokens, redeemReward } = tokenContract.operations;

export interface Player {
  id: string;
  client: Client;
}

/** A request that was answered, and how to send it again. */
export interface Acknowledged {
  what: string;
  answer: unknown;
  again(): Promise<unknown>;
}

/** Everything that clients were told. */
export interface Book {
  acknowledged: Acknowledged[];
  transfers: Array<{ id: string; from: Player; to: Player; amount: number }>;
  redemptions: Array<{ id: string; player: Player; price: number }>;
  handIns: Array<{ quest_id: string; player: Player }>;
  /** Every signed note that a client ever saw. */
  checkpoints: Set<string>;
}

export function emptyBook(): Book {
  return { acknowledged: [], transfers: [], redemptions: [], handIns: [], checkpoints: new Set() };
}

export async function registerPlayer(url: string): Promise<Player> {
  const name = `crash_${randomUUID().slice(0, 13)}`;
  const session = await createClient({ base_url: url }).call(identityContract.operations.register, {
    username: name,
    email: `${name}@example.org`,
    password: "a walk through the old town",
  });
  return { id: session.player.id, client: createClient({ base_url: url, token: () => session.access_token, timeout_ms: 10_000 }) };
}

const answerWithin_ms = 60_000;

/** Sends until there is an answer. While something is down it may be 503, in flight, or nothing at all; anything else is thrown. */
async function ask<O extends Operation>(
  client: Client,
  operation: O,
  input: CallInput<O>,
  call: ClientCall,
): Promise<z.output<O["output"]>> {
  const deadline = Date.now() + answerWithin_ms;
  for (;;) {
    try {
      const answer = await client.call(operation, input, call);
      // Half an answer arrived before the server died.
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
    }
    await pause(20);
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 503 || error.code === "idempotency_in_flight";
  // What fetch throws: no connection, a broken one, or none of an answer in time.
  return error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError");
}

export interface LoadOptions {
  url: string;
  book: Book;
  players: readonly Player[];
  rewards: ReadonlyArray<{ id: string; price: number }>;
  programme: Programme;
  /** Somebody new, who takes one quest and hands it in. */
  beginner: Player;
  randoms: readonly Random[];
}

export interface Load {
  /** Resolves at this many answers; rejects when a client got one that it may not get. */
  reaches(answers: number): Promise<void>;
  /** Each client ends with the request that it is at, answered. */
  stop(): Promise<void>;
}

/** One client per `Random` that transfers and redeems, and one that hands in. */
export function startLoad({ url, book, players, rewards, programme, beginner, randoms }: LoadOptions): Load {
  let isStopped = false;
  let answers = 0;
  let target = Number.POSITIVE_INFINITY;
  const reached = Promise.withResolvers<void>();

  async function keyed<O extends Operation>({ client }: Player, operation: O, input: CallInput<O>, file?: ClientCall["file"]) {
    const call: ClientCall = { idempotencyKey: randomUUID(), ...(file && { file }) };
    const again = () => ask(client, operation, input, call);
    const answer = await again();
    book.acknowledged.push({ what: operation.name, answer, again });
    answers += 1;
    if (answers >= target) reached.resolve();
    return answer;
  }

  async function transfer(random: Random): Promise<void> {
    const from = random.pick(players);
    const to = random.pick(players.filter((player) => player !== from));
    const amount = 1 + random.below(5);
    const { transfer_id } = await keyed(from, transferTokens, { to: to.id, amount });
    book.transfers.push({ id: transfer_id, from, to, amount });
  }

  async function redeem(random: Random): Promise<void> {
    const player = random.pick(players);
    const { id, price } = random.pick(rewards);
    const { redemption_id } = await keyed(player, redeemReward, { reward_id: id });
    book.redemptions.push({ id: redemption_id, player, price });
  }

  async function handIn(): Promise<void> {
    const photograph = await newPhotograph(programme.photographs[book.handIns.length % programme.photographs.length]!);
    const { lat, lng } = photograph;
    const quest = await keyed(beginner, questContract.operations.startQuest, { id: programme.missionId });
    const quest_id = quest.quest_id!;
    const captured = new Date();
    const evidence = { quest_id, captured_at: captured.toISOString(), lat, lng, accuracy_m: 8, nonce: quest.challenge.nonce };
    const file = { blob: new Blob([takenAt(photograph, captured)], { type: "image/jpeg" }), filename: "evidence.jpg" };
    const { proof_id } = await keyed(beginner, proofContract.operations.submitProof, evidence, file);
    const handedIn = { id: quest_id, proof_ids: [proof_id], duration_minutes: 30, beneficiaries_count: 5 };
    await keyed(beginner, questContract.operations.completeQuest, handedIn);
    book.handIns.push({ quest_id, player: beginner });
  }

  /** Like a witness that looks in now and then. */
  async function noteCheckpoint(): Promise<void> {
    const note = await fetch(`${url}/api/impact/log/checkpoint`)
      .then(async (response) => (response.ok ? await response.text() : undefined))
      .catch(() => undefined);
    if (note !== undefined) book.checkpoints.add(note);
  }

  async function client(random: Random): Promise<void> {
    while (!isStopped) {
      await (random.below(5) === 0 ? redeem(random) : transfer(random));
      if (random.below(4) === 0) await noteCheckpoint();
    }
  }

  const clients = Promise.all([handIn(), ...randoms.map(client)]);
  clients.catch(reached.reject);
  return {
    async reaches(count) {
      target = count;
      if (answers >= count) reached.resolve();
      await reached.promise;
    },
    async stop() {
      isStopped = true;
      await clients;
    },
  };
}
