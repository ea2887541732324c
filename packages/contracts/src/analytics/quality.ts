/** How far the figures hold: checks that are run over the data, and months that were signed off. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Figure } from "../common/figure.ts";
import { listOf, Month, paragraph, shape, Time } from "../common/shared.ts";
import { LastMonthOver } from "./export.ts";

export const DataCheckId = z.enum([
  "recount_differs",
  "correction_waits",
  "correction_differs",
  "done_after_recorded",
  "day_too_long",
  "done_too_often",
  "same_work_again",
  "reversed_often",
  "hours_many",
  "people_many",
  "kind_missing",
  "month_missing",
  "month_unusual",
  "recorded_late",
  "nothing_measured",
]);
export type DataCheckId = z.infer<typeof DataCheckId>;

/** An error makes figures wrong, a warning may; the rest is good to know. */
const CheckSeverity = z.enum(["error", "warning", "info"]);

const DataCheck = shape("DataCheck", {
  check: DataCheckId,
  severity: CheckSeverity,
  /** What is looked for, and what to do about it, in the reader's language. */
  title: z.string(),
  advice: z.string(),
  findings: z.int(),
  /** The months that they are about, where they are about one. */
  months: z.array(shape("CheckMonth", { month: Month, findings: z.int() })),
  /** Some of what was found; for administrators. */
  examples: z.array(z.string()),
});

const DataQuality = shape("DataQuality", {
  /** Null before the checks ran for the first time. */
  ran_at: Time.nullable(),
  checks: z.array(DataCheck),
});

const SignOff = shape("SignOff", {
  signed_at: Time,
  signed_by: z.enum(["government", "admin"]),
  /** What the month came to when it was signed off. */
  actions: z.int(),
  people: z.int(),
  /** Errors that were open; with any, a note says why it was signed off all the same. */
  errors_open: z.int(),
  note: z.string().nullable(),
});

const DataPeriod = shape("DataPeriod", {
  month: Month,
  is_over: z.boolean(),
  actions: Figure,
  people: Figure,
  /** Findings of errors in the last run of the checks. */
  errors: z.int(),
  signed: SignOff.nullable(),
  /** Something of the month was taken back, given again or heard of late after it was signed off. */
  is_corrected: z.boolean(),
});

const who = ["government", "admin"] as const;

export const qualityOperations = {
  dataQuality: operation({
    route: "GET /api/government/checks",
    summary: "What the last run of the integrity checks found, with advice",
    access: who,
    input: z.object({}),
    output: DataQuality,
  }),
  runChecks: operation({
    route: "POST /api/government/checks",
    summary: "Run the integrity checks now",
    access: who,
    input: z.object({}),
    output: DataQuality,
  }),
  listPeriods: operation({
    route: "GET /api/government/periods",
    summary: "Months with anything in them, newest first: their figures, open errors, sign-off, and whether they were corrected since",
    access: who,
    input: z.object({}),
    output: listOf(DataPeriod),
  }),
  signPeriod: operation({
    route: "POST /api/government/periods/:month/sign-off",
    summary: "Sign a month off, once; it must be over, and with open errors a note says why it is signed off all the same",
    access: who,
    input: z.object({ month: Month, note: paragraph(2000).optional() }),
    output: DataPeriod,
    errors: {
      period_not_over: LastMonthOver,
      period_signed_already: refusal(409, shape("SignedAt", { signed_at: Time })),
      findings_open: refusal(409, shape("OpenChecks", { checks: z.array(DataCheckId) })),
    },
  }),
} as const;
