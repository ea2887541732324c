import { proofContract, questContract, tokenContract } from "@oneheart/contracts";
import { isOperationError } from "@oneheart/kernel";
import { stamp } from "@oneheart/scenario";
import { drawnPicture } from "../pictures/picture.ts";
import type { Actor } from "./actor.ts";
import type { Outing } from "./plan.ts";

const { startQuest, completeQuest, getQuest } = questContract.operations;
const { submitProof } = proofContract.operations;
const { marketplace, getBalance, redeemReward } = tokenContract.operations;
const minute_ms = 60_000;
/** Between two looks at a quest that is being verified. */
const look_ms = 100;
/** A quest that nothing comes of within this time is left to itself. */
const patience_ms = 60_000;

/** Where and as what an outing happens. */
export interface Place {
  /** The same for the same outing: what was cut short goes on where it was. */
  key: string;
  mission_id: string;
  lat: number;
  lng: number;
}

/**
 * Takes the mission, photographs, hands in, and waits until it was decided or a person must look. What the programme refuses (a goal
 * that is reached, a level too low) did not happen.
 */
export async function goOut(player: Actor, outing: Outing, { key, mission_id, lat, lng }: Place): Promise<void> {
  try {
    const begun = await player.call(startQuest, { id: mission_id }, outing.started_at, { idempotencyKey: key });
    const quest_id = begun.quest_id!;
    if ((await player.call(getQuest, { id: quest_id }, outing.started_at)).status !== "active") return;
    const captured = new Date(outing.started_at.getTime() + outing.minutes * minute_ms);
    const photograph = stamp(await drawnPicture(outing.mission, outing.picture), { moment: captured, lat, lng });
    const { nonce } = begun.challenge;
    const evidence = { quest_id, captured_at: captured.toISOString(), lat, lng, accuracy_m: 8, nonce };
    const proof = await player.call(submitProof, { ...evidence, ...outing.allows }, later(captured, 1), { photograph });
    const report = { duration_minutes: outing.minutes, beneficiaries_count: outing.people_helped };
    await player.call(completeQuest, { id: quest_id, proof_ids: [proof.proof_id], ...report }, later(captured, 2));
    await decided(player, quest_id);
    if (outing.redeems) await buySomething(player, later(captured, 90), `${key}-reward`);
  } catch (error) {
    if (!isOperationError(error)) throw error;
  }
}

/** The dearest reward that the balance is enough for. */
async function buySomething(player: Actor, at: Date, idempotencyKey: string): Promise<void> {
  const { items } = await player.call(marketplace, {}, at);
  const { heart_tokens } = await player.call(getBalance, {}, at);
  const [reward] = items.filter(({ price_tokens }) => price_tokens <= heart_tokens).sort((a, b) => b.price_tokens - a.price_tokens);
  if (reward !== undefined) await player.call(redeemReward, { reward_id: reward.id }, at, { idempotencyKey });
}

const later = (moment: Date, minutes: number) => new Date(moment.getTime() + minutes * minute_ms);

/** The next outing may depend on this one's reward: a chapter that opens, a level. */
async function decided(player: Actor, quest_id: string): Promise<void> {
  const until = performance.now() + patience_ms;
  while (performance.now() < until) {
    const { status, next_step } = await player.call(getQuest, { id: quest_id }, new Date());
    if (status !== "submitted" || next_step.code === "wait_for_person") return;
    await new Promise((resolve) => setTimeout(resolve, look_ms).unref());
  }
}
