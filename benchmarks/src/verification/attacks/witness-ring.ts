/** Players who confirm each other: honest ones who met, and a closed ring whose evidence would not pass alone. */
import { verificationContract } from "@oneheart/contracts";
import type { Principal } from "@oneheart/kernel";
import { newPicture, realService } from "@oneheart/testing";
import { sql } from "kysely";
import type { Assessed, World } from "../world.ts";

const honestPlayers = 16;
const ringMembers = 7;
const ringProofs = 4;

/** What became of evidence: of the ring's that all of it confirmed, and of what either sent after the nightly analysis. */
export interface RingResults {
  confirmed_by_ring: Assessed[];
  ring_afterwards: Assessed[];
  honest_afterwards: Assessed[];
}

/** Lets both groups play for some days. */
export async function playWitnesses(world: World, zone_id: string): Promise<RingResults> {
  const honest = await players(world, honestPlayers);
  const ring = await players(world, ringMembers);
  world.app.clock.advance({ days: 3 });

  for (const player of honest.slice(0, 2)) await approvedByPeople(world, zone_id, player);
  for (let day = 0; day < 2; day += 1)
    for (const [n, player] of honest.entries()) {
      const proof_id = await sent(world, zone_id, player, true);
      for (const step of [1, 3, 7]) await confirm(world, honest[(n + step + day) % honest.length]!, proof_id);
    }
  const proofs: string[] = [];
  for (let day = 0; day < ringProofs; day += 1)
    for (const player of ring) {
      const proof_id = await sent(world, zone_id, player, false);
      for (const other of ring) if (other !== player) await confirm(world, other, proof_id);
      proofs.push(proof_id);
    }
  await world.app.settled();
  const confirmed_by_ring = await Promise.all(proofs.map((proof_id) => world.assessed(proof_id)));

  const { jobs } = await realService("verification");
  await jobs.find(({ name }) => name === "verification.find_rings")!.run(world.app.kernel.context("verification"));
  world.app.clock.advance({ days: 1 });
  const afterwards = async (player: Principal) => world.assessed(await sent(world, zone_id, player, true));
  const ring_afterwards: Assessed[] = [];
  const honest_afterwards: Assessed[] = [];
  for (const player of ring) ring_afterwards.push(await afterwards(player));
  for (const player of honest) honest_afterwards.push(await afterwards(player));
  return { confirmed_by_ring, ring_afterwards, honest_afterwards };
}

async function players(world: World, count: number): Promise<Principal[]> {
  const made: Principal[] = [];
  for (let n = 0; n < count; n += 1) made.push(await world.player());
  return made;
}

/** Sends a picture, from the app or without the quest's code as one picked from the gallery. */
async function sent(world: World, zone_id: string, player: Principal, from_app: boolean): Promise<string> {
  world.app.clock.advance({ minutes: 7 });
  const quest = await world.start(player, zone_id);
  const proof_id = await world.send(quest, await newPicture(), from_app ? {} : { nonce: undefined });
  await world.assessed(proof_id);
  return proof_id;
}

async function confirm(world: World, by: Principal, proof_id: string): Promise<void> {
  // Witnesses may speak five times a minute; the benchmark does not wait for it.
  await world.app.backing.cache.delete(`social:witness:60000:${by.playerId}`);
  await world.witness(by, proof_id);
}

async function approvedByPeople(world: World, zone_id: string, player: Principal): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    const proof_id = await sent(world, zone_id, player, false);
    await approved(world, proof_id);
  }
}

/** A reviewer to whom this proof falls approves it. */
async function approved(world: World, proof_id: string): Promise<void> {
  const as = world.app.user("reviewer");
  await sql`
    UPDATE review_items SET holder_id = ${as.playerId}, held_until = ${new Date(world.app.clock.now().getTime() + 60_000)}
    WHERE proof_id = ${proof_id} AND status = 'open'`.execute(world.app.db);
  const { review } = await world.app.call(verificationContract.operations.claimReview, {}, { as });
  const said = { decision: "approve", reason_code: "convincing" } as const;
  await world.app.call(verificationContract.operations.decideReview, { item_id: review!.item_id, ...said }, { as });
}
