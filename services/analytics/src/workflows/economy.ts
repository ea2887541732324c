import { analyticsContract, drillTo, type EconomyShare, type Figure, type Output } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { type Language, type Message, message, render } from "@oneheart/messages";
import { dayNumber, dayText } from "../rules/columns.ts";
import { type EconomyAlert, economyAlerts } from "../rules/economy-alerts.ts";
import { ledgerFigure } from "../rules/figure.ts";
import { flowStore } from "../store/flows.ts";
import { tokenVelocity } from "./dashboard.ts";
import { holderParts, holderShare, spreadNow } from "./holders.ts";
import { programmeFigures } from "./programme-figures.ts";
import { presentSuspects, suspectsNow } from "./suspects.ts";

const { operations } = analyticsContract;
const HOUR_MINUTES = 60;

type Asking = Pick<BaseContext, "db" | "state" | "clock" | "call">;
type Monitor = Output<typeof operations.economyMonitor>;

/** The token economy as it is now. */
export async function economyNow(ctx: Asking, language: Language): Promise<Monitor> {
  const as_of = ctx.clock.now();
  const figures = await programmeFigures(ctx);
  const spread = await spreadNow(ctx);
  const suspects = await suspectsNow(ctx);
  const shares = {
    gini: holderShare(spread, "gini", as_of),
    top_1_percent: holderShare(spread, "top_1_percent", as_of),
    dormant: holderShare(spread, "dormant", as_of),
  };
  const { tokens_issued, tokens_burned, tokens_held, coverage } = figures;
  const alerts = economyAlerts({
    holders: spread.holders,
    top_1_percent: shares.top_1_percent.value!,
    gini: shares.gini.value!,
    dormant: shares.dormant.value!,
    coverage: tokens_held.value === 0 ? undefined : coverage.value!,
    ...(await issuedLately(ctx)),
    rings: suspects.rings.length,
    farms: suspects.farms.length,
  });
  return {
    ...{ tokens_issued, tokens_burned, tokens_held, coverage, velocity: await tokenVelocity(ctx) },
    ...shares,
    tokens_per_hour: perHour(figures, as_of),
    ...(await presentSuspects(suspects, ctx)),
    alerts: alerts.map((alert) => ({ ...alert, words: render(wordsOf(alert), language) })),
  };
}

/** The two figures of a share. */
export async function economyParts(ctx: Asking, share: EconomyShare): Promise<{ part: Figure; whole: Figure }> {
  if (share !== "tokens_per_hour") return holderParts(await spreadNow(ctx), share, ctx.clock.now());
  const { tokens_issued, minutes_of_work } = await programmeFigures(ctx);
  return { part: tokens_issued, whole: minutes_of_work };
}

function perHour({ tokens_issued, minutes_of_work }: { tokens_issued: Figure; minutes_of_work: Figure }, as_of: Date): Figure {
  const minutes = minutes_of_work.value!;
  const value = minutes === 0 ? 0 : Math.round((tokens_issued.value! * HOUR_MINUTES) / minutes);
  const drill = drillTo(operations.economyParts, { figure: "tokens_per_hour" });
  return ledgerFigure(value, tokens_issued.basis.tree_size!, { unit: "tokens", as_of, count: 2, drill });
}

async function issuedLately({ db, clock }: Asking): Promise<{ issued_week: number; issued_usual: number }> {
  const today = dayNumber(clock.now().toISOString().slice(0, 10));
  const store = flowStore(db);
  const before = await store.issuedTokens(dayText(today - 34), dayText(today - 7));
  return { issued_week: await store.issuedTokens(dayText(today - 6), dayText(today)), issued_usual: Math.round(before / 4) };
}

/** Shares are told in per cent. */
function wordsOf({ code, value, limit }: EconomyAlert): Message {
  if (code === "rings" || code === "farms") return message(`economy.${code}`, { value });
  if (code === "issuance_surge") return message("economy.issuance_surge", { value, limit });
  return message(`economy.${code}`, { value: value / 100, limit: limit / 100 });
}
