import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  type CallInput,
  type Client,
  createClient,
  identityContract,
  type Operation,
  proofContract,
  questContract,
} from "@oneheart/contracts";
import type { z } from "zod";
import { patience } from "./patience.ts";

/** Someone with a session, talking to the server as a client would. */
export interface Person {
  name: string;
  id: string;
  did: string;
  call<O extends Operation>(operation: O, input: CallInput<O>): Promise<z.output<O["output"]>>;
  /** Takes a mission, sends one photograph, and hands the quest in. Without the quest's code the rules leave it to a person. */
  doQuest(
    missionId: string,
    photograph: { bytes: Buffer; lat: number; lng: number; capturedAt: Date; withoutCode?: boolean },
  ): Promise<{ questId: string; proofId: string }>;
}

const password = "a walk through the old town";
const { startQuest, completeQuest, getQuest } = questContract.operations;

export async function register(baseUrl: string, name: string): Promise<Person> {
  const visitor = createClient({ base_url: baseUrl });
  const session = await visitor.call(identityContract.operations.register, {
    username: name,
    email: `${randomUUID()}@example.org`,
    password,
  });
  return personOf(baseUrl, session);
}

export async function logIn(baseUrl: string, identifier: string, secret: string): Promise<Person> {
  const visitor = createClient({ base_url: baseUrl });
  return personOf(baseUrl, await visitor.call(identityContract.operations.login, { identifier, password: secret }));
}

function personOf(baseUrl: string, session: z.output<typeof identityContract.operations.login.output>): Person {
  const client: Client = createClient({ base_url: baseUrl, token: () => session.access_token });
  const person: Person = {
    name: session.player.username,
    id: session.player.id,
    did: session.player.user_did,
    call: (operation, input) => client.call(operation, input, operation.idempotent ? { idempotencyKey: randomUUID() } : {}),
    async doQuest(missionId, { bytes, lat, lng, capturedAt, withoutCode = false }) {
      const quest = await person.call(startQuest, { id: missionId });
      const nonce = withoutCode ? undefined : quest.challenge.nonce;
      const proof = await client.call(
        proofContract.operations.submitProof,
        { quest_id: quest.quest_id!, captured_at: capturedAt.toISOString(), lat, lng, accuracy_m: 8, nonce },
        { file: { blob: new Blob([bytes], { type: "image/jpeg" }), filename: "evidence.jpg" }, idempotencyKey: randomUUID() },
      );
      await person.call(completeQuest, { id: quest.quest_id!, proof_ids: [proof.proof_id], duration_minutes: 30, beneficiaries_count: 5 });
      return { questId: quest.quest_id!, proofId: proof.proof_id };
    },
  };
  return person;
}

/** Looks until the answer is as wanted; gives up loudly, on a slow machine later. */
export async function until<T>(look: () => Promise<T>, wanted: (value: T) => boolean, what: string, limit_ms = 60_000): Promise<T> {
  const limit = patience(limit_ms);
  for (;;) {
    const value = await look();
    if (wanted(value)) return value;
    if (limit.isOver()) throw new Error(`waited ${limit.waited_s()} s for ${what}; last seen: ${JSON.stringify(value)}`);
    await pause(25);
  }
}

/** Waits until a quest has the status, and gives it back. */
export function questReaches(person: Person, questId: string, status: string) {
  return until(
    () => person.call(getQuest, { id: questId }),
    (quest) => quest.status === status,
    `quest ${questId} to be ${status}`,
  );
}
