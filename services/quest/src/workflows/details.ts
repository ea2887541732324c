import type { Context } from "@oneheart/kernel";
import { presentChallenge, presentQuest } from "../present.ts";
import { maySee, questFor } from "../rules/visibility.ts";
import type { QuestRow } from "../store/rows.ts";
import { guided, guidedWithEvidence } from "./guide.ts";

/** Those of the quests that the viewer may see, as far as they may know them; a challenge is for its player alone, while it is active. */
export async function detailsFor(rows: readonly QuestRow[], ctx: Pick<Context, "principal" | "clock" | "source" | "call">) {
  const now = ctx.clock.now();
  const { own = [], others = [] } = Object.groupBy(
    rows.filter((row) => maySee(row, ctx.principal)),
    ({ player_id }) => (player_id === ctx.principal.playerId ? "own" : "others"),
  );
  const unguided = (row: QuestRow) => ({ quest: presentQuest(questFor(row, ctx.principal), now), time_zone: row.time_zone });
  // What became of the evidence is not for reviewers to know.
  const ofOthers = others.map((row) => ({ ...guided(unguided(row), ctx), challenge: null }));
  const ofOwn = (await guidedWithEvidence(own.map(unguided), ctx)).map((quest, index) => ({
    ...quest,
    challenge: quest.status === "active" ? presentChallenge(own[index]!, now) : null,
  }));
  return [...ofOwn, ...ofOthers];
}
