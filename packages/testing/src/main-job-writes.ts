import { randomUUID } from "node:crypto";
import {
  type CallInput,
  type Client,
  type Operation,
  type Output,
  proofContract,
  questContract,
  socialContract,
  tokenContract,
} from "@oneheart/contracts";
import { newPhotograph, type Photograph, type Programme, takenAt } from "@oneheart/scenario";

type Quest = Output<typeof questContract.operations.startQuest>;
type Proof = Output<typeof proofContract.operations.submitProof>;

/** Somebody with a session. */
interface Player {
  id: string;
  client: Client;
}

/** One write of the main job, sent once by each player. */
export interface Write {
  name: string;
  send(player: number): Promise<unknown>;
}

/** The writes of the main job in their order; each needs the ones before it, with their effects. */
export async function mainJobWrites(people: readonly Player[], programme: Programme): Promise<Write[]> {
  const photographs: Photograph[] = [];
  for (const index of people.keys()) photographs.push(await newPhotograph(programme.photographs[index % programme.photographs.length]!));
  const reward = await programme.admin.call(tokenContract.operations.createReward, {
    category: "voucher",
    name: "A cup of tea",
    description: "",
    price_tokens: 1,
    quantity: 100_000,
    allow_duplicate: true,
  });
  const quests: Quest[] = [];
  const proofs: Proof[] = [];
  const call = <O extends Operation>(player: number, operation: O, input: CallInput<O>) =>
    people[player]!.client.call(operation, input, operation.idempotent ? { idempotencyKey: randomUUID() } : {});
  const next = (player: number) => proofs[(player + 1) % people.length]!;
  return [
    {
      name: "start",
      send: async (player) => {
        quests[player] = await call(player, questContract.operations.startQuest, { id: programme.missionId });
      },
    },
    {
      name: "submit",
      send: async (player) => {
        const { quest_id, challenge } = quests[player]!;
        const photograph = photographs[player]!;
        const capturedAt = new Date();
        const blob = new Blob([new Uint8Array(takenAt(photograph, capturedAt))], { type: "image/jpeg" });
        const { lat, lng } = photograph;
        proofs[player] = await people[player]!.client.call(
          proofContract.operations.submitProof,
          { quest_id: quest_id!, captured_at: capturedAt.toISOString(), lat, lng, accuracy_m: 8, nonce: challenge.nonce },
          { file: { blob, filename: "evidence.jpg" }, idempotencyKey: randomUUID() },
        );
      },
    },
    {
      name: "witness",
      send: (player) => call(player, socialContract.operations.witnessProof, { proof_id: next(player).proof_id, verdict: "confirm" }),
    },
    {
      name: "complete",
      send: (player) =>
        call(player, questContract.operations.completeQuest, {
          ...{ id: quests[player]!.quest_id!, proof_ids: [proofs[player]!.proof_id] },
          ...{ duration_minutes: 30, beneficiaries_count: 3 },
        }),
    },
    {
      name: "vote",
      send: (player) => call(player, socialContract.operations.upvoteAction, { action_id: next(player).action_id, value: 1 }),
    },
    {
      name: "comment",
      send: (player) => call(player, socialContract.operations.commentOnAction, { action_id: next(player).action_id, text: "Well done" }),
    },
    {
      name: "transfer",
      send: (player) => call(player, tokenContract.operations.transferTokens, { to: people[(player + 1) % people.length]!.id, amount: 1 }),
    },
    { name: "redeem", send: (player) => call(player, tokenContract.operations.redeemReward, { reward_id: reward.id }) },
  ];
}
