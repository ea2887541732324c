import { impactContract, mapContract, proofContract, questContract, tokenContract, verificationContract } from "@oneheart/contracts";
import {
  logIn,
  newPhotograph,
  type Person,
  type Photograph,
  questReaches,
  register,
  takenAt,
  until,
  withoutLimits,
} from "@oneheart/scenario";
import { hold, type Narrator } from "./narrator.ts";

const { createMission } = questContract.operations;
const { getProof } = proofContract.operations;
const { getBalance, transferTokens, redeemReward, createReward, listRedemptions } = tokenContract.operations;

interface Scene {
  narrator: Narrator;
  admin: Person;
  players: Person[];
  missions: Array<{ id: string; title: string }>;
}

/** The main job in order. Throws at the first step that does not hold. */
export async function tellStory(narrator: Narrator, url: string, adminPassword: string, photographs: Photograph[]): Promise<void> {
  const scene = await openProgramme(narrator, url, adminPassword, photographs);
  await playersEarn(scene, photographs);
  await cheatIsCaught(scene, await newPhotograph(photographs[0]!));
  await reviewerDecides(scene, await newPhotograph(photographs.at(-1)!));
  await tokensMove(scene);
  await booksAreOpen(scene);
}

async function openProgramme(narrator: Narrator, url: string, adminPassword: string, photographs: Photograph[]): Promise<Scene> {
  narrator.chapter("The programme");
  const admin = await narrator.step("the administrator logs in", () => logIn(url, "admin", adminPassword));
  await narrator.step("lifts the limits of a day, so that the story takes seconds", () => withoutLimits(admin));
  const centre = photographs[0]!;
  const zone = await narrator.step("opens a zone around the walk", () =>
    admin.call(mapContract.operations.createZone, {
      zone_type: "community",
      name: "Arezzo, centro storico",
      location_lat: centre.lat,
      location_lng: centre.lng,
      radius_km: 2,
    }),
  );
  const plans = [
    { quest_type: "daily", mission_type: "clean_up", title: "Walk the old town, leave it clean" },
    { quest_type: "community", mission_type: "heritage", title: "Every plaque legible", community_goal: 50 },
    { quest_type: "story", mission_type: "tree_planting", title: "Green the Prato, chapter 1", story: { key: "prato", chapter: 1 } },
    { quest_type: "daily", mission_type: "mentoring", title: "Read to the children at the library" },
  ] as const;
  const missions: Scene["missions"] = [];
  for (const plan of plans) {
    const mission = { ...plan, zone_id: zone.id, base_xp: 100, base_tokens: 10, difficulty_level: 2, expected_minutes: 30 };
    missions.push(await narrator.step(`posts "${plan.title}"`, () => admin.call(createMission, mission)));
  }
  narrator.chapter("The players");
  const players: Person[] = [];
  for (const name of ["Chiara", "สมชาย", "amélie_🌱"])
    players.push(
      await narrator.step(
        `${name} registers`,
        () => register(url, name),
        (person) => person.did,
      ),
    );
  return { narrator, admin, players, missions };
}

/** Each player does three quests, one photograph each. */
async function playersEarn({ narrator, players, missions }: Scene, photographs: Photograph[]): Promise<void> {
  narrator.chapter("Quests in real places");
  for (const [index, player] of players.entries()) {
    const list = await narrator.step(
      `${player.name} looks at the quests`,
      () => player.call(questContract.operations.listQuests, {}),
      (page) => `${page.items.length} listed`,
    );
    hold(list.items.length >= missions.length, "every mission is listed");
    for (const [turn, mission] of missions.slice(0, 3).entries()) {
      const photograph = photographs[index * 3 + turn]!;
      await narrator.step(
        `${player.name} takes "${mission.title}", sends ${photograph.name}, is verified and rewarded`,
        async () => {
          const capturedAt = new Date();
          const { questId, proofId } = await player.doQuest(mission.id, {
            ...photograph,
            bytes: takenAt(photograph, capturedAt),
            capturedAt,
          });
          const quest = await questReaches(player, questId, "completed");
          const proof = await player.call(getProof, { id: proofId });
          hold(proof.status === "verified", "the proof is verified");
          return { quest, proof };
        },
        ({ quest, proof }) => `score ${proof.authenticity_score}, +${quest.reward_xp} XP, +${quest.reward_tokens} HEART`,
      );
    }
  }
}

async function cheatIsCaught({ narrator, players, missions }: Scene, photograph: Photograph): Promise<void> {
  narrator.chapter("A photograph counts once");
  const [honest, cheat] = [players[0]!, players[1]!];
  const mission = missions[3]!;
  const capturedAt = new Date();
  const bytes = takenAt(photograph, capturedAt);
  await narrator.step(`${honest.name} reads to the children`, async () => {
    const { questId } = await honest.doQuest(mission.id, { ...photograph, bytes, capturedAt });
    return questReaches(honest, questId, "completed");
  });
  await narrator.step(
    `${cheat.name} hands in the very same file and earns nothing`,
    async () => {
      const before = await cheat.call(getBalance, {});
      const { questId, proofId } = await cheat.doQuest(mission.id, { ...photograph, bytes, capturedAt });
      const quest = await questReaches(cheat, questId, "failed");
      const [proof, after] = await Promise.all([cheat.call(getProof, { id: proofId }), cheat.call(getBalance, {})]);
      hold(proof.status === "rejected", "the proof is rejected");
      hold(before.heart_tokens === after.heart_tokens && before.xp === after.xp, "no balance moved");
      return quest;
    },
    (quest) => quest.failure_reason ?? "",
  );
}

/** A photograph as it came from the camera years ago is not refused by a machine: a person looks at it. */
async function reviewerDecides({ narrator, admin, players, missions }: Scene, photograph: Photograph): Promise<void> {
  narrator.chapter("What software cannot know, a person decides");
  const player = players[2]!;
  const { questId, proofId } = await narrator.step(`${player.name} sends a photograph whose camera clock is years off`, () =>
    player.doQuest(missions[3]!.id, {
      ...photograph,
      bytes: takenAt(photograph, new Date("2008-10-22T16:28:39Z")),
      capturedAt: new Date(),
    }),
  );
  const proof = await narrator.step(
    "it waits for review",
    () =>
      until(
        () => player.call(getProof, { id: proofId }),
        ({ status }) => status === "in_review",
        "the proof to be in review",
      ),
    ({ signals }) =>
      signals
        .filter(({ weight }) => weight < 0)
        .map(({ explanation }) => explanation)
        .join(" "),
  );
  await narrator.step("the administrator approves it", async () => {
    for (let isDecided = false; !isDecided; ) {
      const { review } = await admin.call(verificationContract.operations.claimReview, {});
      if (review === null) throw new Error("the proof is not in the queue");
      // Others come first where more is at stake: some of what software approved is looked at, too.
      isDecided = review.subject?.proof_id === proof.proof_id;
      const { item_id } = review;
      const reason_code = isDecided ? "camera_clock_wrong" : "convincing";
      await admin.call(verificationContract.operations.decideReview, { item_id, decision: "approve", reason_code });
    }
  });
  await narrator.step(
    `${player.name} is rewarded`,
    () => questReaches(player, questId, "completed"),
    (quest) => `+${quest.reward_xp} XP, +${quest.reward_tokens} HEART`,
  );
}

async function tokensMove({ narrator, admin, players }: Scene): Promise<void> {
  narrator.chapter("Tokens");
  const [giver, receiver] = [players[0]!, players[1]!];
  await narrator.step(`${giver.name} sends 5 HEART to ${receiver.name}`, async () => {
    const before = await receiver.call(getBalance, {});
    await giver.call(transferTokens, { to: receiver.did, amount: 5, memo: "Grazie!" });
    const after = await receiver.call(getBalance, {});
    hold(after.heart_tokens === before.heart_tokens + 5, "the receiver has 5 more");
  });
  const reward = await narrator.step("the administrator offers a certificate", () =>
    admin.call(createReward, { category: "digital", name: "Certificate of service", price_tokens: 10, quantity: 1 }),
  );
  await narrator.step(`${receiver.name} redeems 10 HEART for it; the tokens are burned`, async () => {
    const before = await receiver.call(getBalance, {});
    const { redemption_id } = await receiver.call(redeemReward, { reward_id: reward.id });
    await until(
      () => receiver.call(listRedemptions, {}),
      ({ items }) => items.some((item) => item.redemption_id === redemption_id && item.status === "fulfilled"),
      "the redemption to be fulfilled",
    );
    const after = await receiver.call(getBalance, {});
    hold(after.heart_tokens === before.heart_tokens - 10 && after.held === 0, "exactly 10 are gone and none is held");
  });
}

async function booksAreOpen({ narrator, players }: Scene): Promise<void> {
  narrator.chapter("Balances");
  const balances = await Promise.all(players.map((player) => player.call(getBalance, {})));
  narrator.table(
    players.map(({ name }, index) => ({
      player: name,
      XP: balances[index]!.xp,
      HEART: balances[index]!.heart_tokens,
      CREDIT: balances[index]!.impact_credits,
    })),
  );
  narrator.chapter("The ledger");
  const ledger = await players[0]!.call(impactContract.operations.listLedger, { limit: 100 });
  const names = new Map(players.map(({ did, name }) => [did, name]));
  narrator.table(
    ledger.items.toReversed().map((entry) => ({
      entry: entry.id.slice(-12),
      player: names.get(entry.player_did) ?? "",
      XP: entry.xp_delta,
      HEART: entry.tokens_delta,
      CREDIT: entry.impact_credits_delta,
      "local/national/global": `${entry.fund_allocation.local}/${entry.fund_allocation.national}/${entry.fund_allocation.global}`,
      badges: entry.badges_earned.join(" "),
    })),
  );
  hold(ledger.items.length === 11, "eleven verified actions are recorded, the refused one is not");
  const xp = ledger.items.reduce((sum, entry) => sum + entry.xp_delta, 0);
  hold(xp === balances.reduce((sum, balance) => sum + balance.xp, 0), "the players' XP is the ledger's XP");
}
