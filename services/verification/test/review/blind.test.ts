import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { questContract, type ReviewPolicy, verificationContract } from "@oneheart/contracts";
import type { Principal } from "@oneheart/kernel";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import { openProgramme, type WholeProgramme } from "../support/programme.ts";
import * as reviewing from "../support/reviewing.ts";

const { listReviews, getReview, markKnownCase, setReviewPolicy } = verificationContract.operations;
const { getQuest, questHistory } = questContract.operations;

/** Names and kinds of what an answer holds, whatever it says. */
function shapeOf(value: unknown): unknown {
  if (value === null) return "null";
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(shapeOf(one))))].sort();
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
  return typeof value;
}

describe("a reviewer cannot tell by what is shown", () => {
  let programme: WholeProgramme;
  before(async () => {
    programme = await openProgramme();
  });
  after(() => programme.app.stop());

  const policy = (change: Partial<ReviewPolicy>) => programme.app.call(setReviewPolicy, change, { as: programme.app.user("admin") });
  async function sent(in_app: boolean) {
    const player = await programme.player();
    return { player, ...(await programme.handIn(player, await newPicture(), { in_app })) };
  }

  /** Everything that leads from an item of the queue, as a reviewer sees it. */
  async function seen({ proof_id, quest_id }: { proof_id: string; quest_id: string }, as: Principal) {
    const { app } = programme;
    const item_id = await reviewing.handTo(app, proof_id, as);
    const { items } = await app.call(listReviews, { limit: 100 }, { as });
    return {
      line: items.find((item) => item.item_id === item_id),
      review: await app.call(getReview, { item_id }, { as }),
      quest: await app.call(getQuest, { id: quest_id }, { as }),
      history: (await app.call(questHistory, { id: quest_id }, { as })).items,
    };
  }
  type Seen = Awaited<ReturnType<typeof seen>>;

  function assertAlike(ordinary: Seen, other: Seen) {
    assert.deepEqual(shapeOf(other), shapeOf(ordinary));
    const telling = ({ line, review, quest, history }: Seen) => ({
      line: [line?.kind, line?.due_at, line?.reward_at_stake, line?.signals.map(({ code }) => code)],
      review: [review.kind, review.due_at, review.appeal, review.opinions, review.reward_at_stake],
      timeline: review.timeline,
      quest: [quest.status, quest.completed_at, quest.failure_reason, quest.reward_xp, quest.reward_tokens, quest.challenge],
      history: history.map(({ event }) => event),
    });
    assert.deepEqual(telling(other), telling(ordinary));
  }

  test("an audit from an ordinary item, held or not, while its player and administrators see what became of it", async () => {
    const { app } = programme;
    const ordinary = await sent(false);
    await policy({ audit_bps: 10_000 });
    const audited = await sent(true);
    await policy({ audit_bps: 0 });
    for (const viewer of [audited.player, app.user("admin")])
      assert.equal((await app.call(getQuest, { id: audited.quest_id }, { as: viewer })).status, "completed");

    const reviewer = app.user("reviewer");
    assertAlike(await seen(ordinary, reviewer), await seen(audited, reviewer));
    const [first, second] = [app.user("reviewer"), app.user("reviewer")];
    await sql`UPDATE review_items SET holder_id = NULL, held_until = NULL`.execute(app.db);
    const claimed = [await reviewing.claim(app, first), await reviewing.claim(app, second)];
    assert.deepEqual(
      claimed.map((review) => review?.proof_id),
      [ordinary.proof_id, audited.proof_id],
    );
    assert.deepEqual(shapeOf(claimed[1]), shapeOf(claimed[0]));
    assertAlike(await seen(ordinary, first), await seen(audited, second));

    const decision = { decision: "approve", reason_code: "convincing" } as const;
    const said = [
      await reviewing.decide(app, ordinary.proof_id, decision, first),
      await reviewing.decide(app, audited.proof_id, decision, second),
    ];
    assert.deepEqual(shapeOf(said[1]), shapeOf(said[0]));
    await app.settled();
  });

  test("a known case from an ordinary item, once it is held", async () => {
    const { app } = programme;
    const known = await sent(false);
    await reviewing.decide(app, known.proof_id, { decision: "reject", reason_code: "unclear" }, app.user("reviewer"));
    await app.settled();
    await app.call(markKnownCase, { id: known.proof_id, answer: "not_authentic" }, { as: app.user("admin") });
    app.clock.advance({ days: 2 });
    const ordinary = await sent(false);
    const before = app.user("reviewer");
    const { item_id } = (await reviewing.claim(app, before))!;
    const usual = await seen(ordinary, before);

    await app.call(verificationContract.operations.releaseReview, { item_id }, { as: before });
    await policy({ known_bps: 10_000 });
    const reviewer = app.user("reviewer");
    assert.equal((await reviewing.claim(app, reviewer))?.proof_id, known.proof_id);
    await policy({ known_bps: 0 });
    assertAlike(usual, await seen(known, reviewer));
  });
});
