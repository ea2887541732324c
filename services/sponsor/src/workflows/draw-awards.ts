import type { EventPayload } from "@oneheart/contracts";
import type { impactInternal } from "@oneheart/contracts/internal";
import type { BaseContext, DatabaseTransaction } from "@oneheart/kernel";
import { type Drawn, drawDraft, drawsOf, type ReservedShare } from "../rules/draw.ts";
import { actionStore, type DrawnRow, type SettledReservation } from "../store/actions.ts";
import { coverStore, type ReservationRow } from "../store/cover.ts";
import { postAll } from "./ledger.ts";
import { releaseMilestones } from "./milestones.ts";

type Award = EventPayload<typeof impactInternal.events.rewardCovered>;
type Deps = Pick<BaseContext, "state" | "newId" | "log">;

/** An award, what it takes of each campaign, and what becomes of its reservation. */
interface Draw {
  award: Award;
  draws: Drawn[];
  settled: SettledReservation;
  draw_id: string;
}

/** Draws for awards of different quests: reservations are locked first, then funds, then the ledger's accounts, each in the order of ids. */
export async function drawAwards(db: DatabaseTransaction, awards: readonly Award[], ctx: Deps): Promise<void> {
  const cover = coverStore({ db });
  const quest_ids = awards.map(({ quest_id }) => quest_id);
  const reservations = await cover.lockAll(quest_ids);
  const shares = await cover.shares(quest_ids);
  await cover.lockFunds([...new Set([...shares.values()].flat().map(({ campaign_id }) => campaign_id))]);
  const draws = awards.flatMap((award) => {
    const reservation = reservations.get(award.quest_id);
    if (reservation === undefined || reservation.state === "drawn") return [];
    return [drawOf(award, reservation, shares.get(award.quest_id) ?? [], ctx)];
  });
  if (draws.length === 0) return;
  const drafts = draws.map(({ award, draws: drawn, draw_id }) =>
    drawDraft(draw_id, { ...award, recorded_at: new Date(award.recorded_at) }, drawn),
  );
  await postAll(
    ctx,
    db,
    drafts.filter((draft) => draft !== undefined),
  );
  const rows = draws.flatMap((draw, index) => rowsOf(draw, drafts[index] === undefined ? null : draw.draw_id, ctx));
  await actionStore({ db }).draw(
    rows,
    draws.map(({ settled }) => settled),
  );
  await releaseMilestones(db, [...new Set(rows.map(({ campaign_id }) => campaign_id))]);
}

function drawOf(award: Award, reservation: ReservationRow, shares: readonly ReservedShare[], ctx: Deps): Draw {
  const { quest_id, programme_parts, programme_tokens } = reservation;
  const was_reserved = reservation.state !== "released";
  if (!was_reserved) ctx.log.warn({ quest_id }, "an award was paid for a quest that had given its money back: nothing is drawn for it");
  const tokens = BigInt(award.tokens) < reservation.tokens ? BigInt(award.tokens) : reservation.tokens;
  const split = drawsOf(was_reserved ? tokens : 0n, shares, programme_parts);
  const programme_paid = programme_tokens === null ? 0n : split.programme_tokens;
  return { award, draws: split.draws, settled: { quest_id, was_reserved, programme_tokens, programme_paid }, draw_id: ctx.newId() };
}

function rowsOf({ award, draws }: Draw, draw_id: string | null, ctx: Deps): DrawnRow[] {
  const { action_id, quest_id, mission_id, zone_id, action_day: day, people_reached, ledger_id: award_id } = award;
  return draws.map(({ share, tokens, amount_minor }) => ({
    ...{ action_id, quest_id, mission_id, zone_id, day, people_reached, award_id, draw_id, tokens, amount_minor },
    id: ctx.newId(),
    campaign_id: share.campaign_id,
    parts: share.parts,
    recorded_at: new Date(award.recorded_at),
  }));
}
