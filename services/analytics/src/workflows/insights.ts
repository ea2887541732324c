import type { analyticsContract, Output } from "@oneheart/contracts";
import { roundPeople } from "@oneheart/disclosure";
import type { BaseContext } from "@oneheart/kernel";
import { type Language, message, render } from "@oneheart/messages";
import { dayNumber } from "../rules/columns.ts";
import { beginnersIn, FOLLOW_UP_DAYS } from "../rules/insights/beginners.ts";
import { FAMILY_ERROR, type Finding, findingsIn, SAMPLE_MIN } from "../rules/insights/findings.ts";
import type { Share } from "../rules/insights/proportions.ts";
import type { AreaTree } from "../rules/nation/area-tree.ts";
import { analyticsState } from "../state.ts";
import { entryStore } from "../store/entries.ts";

type Insights = Output<typeof analyticsContract.operations.policyInsights>;
const BPS = 10_000;
const PERCENT_BPS = 100;

/** What stands out in who comes back and who tries another kind of work. */
export async function policyInsights(ctx: Pick<BaseContext, "db" | "state" | "call" | "clock">, language: Language): Promise<Insights> {
  const { columns, nation } = ctx.state(analyticsState);
  const upto = Number((await entryStore(ctx.db).totals()).position);
  const tree = await nation.tree(ctx);
  const as_of = ctx.clock.now();
  const today = as_of.toISOString().slice(0, 10);
  const { findings, comparisons, too_few } = findingsIn(beginnersIn(await columns.at(ctx.db), upto, tree, dayNumber(today)));
  return {
    as_of: as_of.toISOString(),
    follow_up_days: FOLLOW_UP_DAYS,
    sample_min: SAMPLE_MIN,
    method: "fisher_holm_newcombe",
    family_error_bps: FAMILY_ERROR * BPS,
    ...{ comparisons, too_few },
    findings: findings.map((finding) => present(finding, tree, today, language)),
  };
}

function present(finding: Finding, tree: AreaTree, today: string, language: Language): Insights["findings"][number] {
  const { outcome, dimension, value, group, rest, interval, p, fragility } = finding;
  const told = {
    share_bps: wholePercent(share(group)),
    rest_bps: wholePercent(share(rest)),
    low_bps: wholePercent(interval.low, Math.floor),
    high_bps: wholePercent(interval.high, Math.ceil),
    sample: roundPeople(group.of),
    sample_rest: roundPeople(rest.of),
  };
  const isKind = dimension === "mission_type";
  const area = isKind ? undefined : tree.areaIn(value, today.slice(0, 7));
  const name = isKind ? value.replaceAll("_", " ") : ((language === "th" ? area?.name_local : undefined) ?? area?.name ?? value);
  const parameters = { of: dimension, name, share: told.share_bps / PERCENT_BPS, rest: told.rest_bps / PERCENT_BPS, days: FOLLOW_UP_DAYS };
  const changes = [
    message("insight.change.people", { people: fragility }),
    message("insight.change.chosen", { of: dimension }),
    message("insight.change.time", { days: FOLLOW_UP_DAYS }),
  ];
  return {
    outcome,
    mission_type: isKind ? value : null,
    area_id: isKind ? null : value,
    ...told,
    effect_bps: wholePercent(share(group) - share(rest)),
    p: Number(p.toPrecision(2)),
    fragility,
    words: render(message(`insight.${outcome}`, parameters), language),
    would_change: changes.map((change) => render(change, language)),
  };
}

function share({ did, of }: Share): number {
  return did / of;
}

function wholePercent(value: number, round = Math.round): number {
  return round(value * 100) * PERCENT_BPS;
}
