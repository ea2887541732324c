import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Moment } from "../../components/moment/moment.tsx";
import { Pill } from "../../components/pill/pill.tsx";
import type { Item } from "./item.ts";
import classes from "./review.module.css";
import { reviewWords } from "./review-words.ts";

/** Why a person looks at it, what it says for and against it, and from where on nobody would have. */
export function Why({ item }: { item: Item }) {
  const t = useWords(reviewWords);
  const formats = useFormats();
  const isHard = item.signals.some(({ hard }) => hard);
  return (
    <>
      <section>
        <h2 className={classes.head}>
          {t("why")} {item.kind === "appeal" && <Pill tone="info">{t("appeal")}</Pill>}
          {isHard && <Pill tone="rejected">{t("hard")}</Pill>}
        </h2>
        <ul className={classes.flags}>
          {item.explained_flags.map(({ flag, words }) => (
            <li key={flag}>{words}</li>
          ))}
        </ul>
        {item.appeal && <AppealWords appeal={item.appeal} />}
        <p className={classes.quiet}>
          {t("stake", { count: item.reward_at_stake })} · {t("waiting", { when: formats.relative(item.waiting_since) })}
        </p>
        <Score score={item.authenticity_score} passes={item.verify_from_score} />
      </section>
      {item.opinions.length > 0 && (
        <section>
          <h2>{t("opinions")}</h2>
          <ul className={classes.flags}>
            {item.opinions.map((opinion, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: opinions have no id, and their order stays.
              <li key={at}>
                {t(opinion.decision === "approve" ? "approved_it" : "rejected_it")} {opinion.note && <q>{opinion.note}</q>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Signals signals={item.signals} />
    </>
  );
}

function AppealWords({ appeal }: { appeal: NonNullable<Item["appeal"]> }) {
  const t = useWords(reviewWords);
  return (
    <dl className={classes.facts}>
      <dt>{t("appeal_says")}</dt>
      <dd className={classes.statement}>{appeal.statement}</dd>
      <dt>{t("appeal_because")}</dt>
      <dd>{appeal.reason}</dd>
      <dt className="visually-hidden">{t("appeal")}</dt>
      <dd>
        {t("appeal_due", { when: "" })}
        <Moment at={appeal.due_at} exact />
      </dd>
    </dl>
  );
}

function Score({ score, passes }: { score: number; passes: number }) {
  const t = useWords(reviewWords);
  return (
    <div className={classes.score}>
      <strong>{t("score", { score })}</strong>
      <span className={classes.quiet}>{t("passes", { score: passes })}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="6" rx="1" className={classes.scoreAll} />
        <rect width={score} height="6" rx="1" className={score >= passes ? classes.scoreGood : classes.scoreLow} />
        <rect x={passes} y="-1" width="0.7" height="8" className={classes.scoreMark} />
      </svg>
    </div>
  );
}

const thousandths = 1000;

/** What weighs most comes first; what said nothing either way is folded up, and what did not apply is only counted. */
function Signals({ signals }: Pick<Item, "signals">) {
  const t = useWords(reviewWords);
  const looked = signals.filter(({ status }) => status !== "not_evaluated");
  const sorted = looked.toSorted((a, b) => Number(b.hard) - Number(a.hard) || Math.abs(b.weight) - Math.abs(a.weight));
  const isTelling = ({ weight, hard, status }: Signal) => weight !== 0 || hard || status === "error";
  const silent = sorted.filter((signal) => !isTelling(signal));
  const skipped = signals.length - looked.length;
  return (
    <section>
      <h2>{t("checked")}</h2>
      <SignalList signals={sorted.filter(isTelling)} />
      {silent.length > 0 && (
        <details>
          <summary className={classes.quiet}>{t("silent", { count: silent.length })}</summary>
          <SignalList signals={silent} />
        </details>
      )}
      {skipped > 0 && <p className={classes.quiet}>{t("not_checked", { count: skipped })}</p>}
    </section>
  );
}

type Signal = Item["signals"][number];

function SignalList({ signals }: { signals: readonly Signal[] }) {
  const t = useWords(reviewWords);
  const formats = useFormats();
  const digits = { signDisplay: "exceptZero", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return (
    <ul className={classes.signals}>
      {signals.map(({ code, explanation, weight, hard, status }) => (
        <li key={code}>
          <span>{explanation}</span>
          {status === "error" ? (
            <Pill tone="warning">{t("check_failed")}</Pill>
          ) : (
            <Pill tone={toneOf(weight, hard)}>{hard ? t("hard") : formats.number(weight / thousandths, digits)}</Pill>
          )}
        </li>
      ))}
    </ul>
  );
}

function toneOf(weight: number, hard: boolean) {
  if (hard || weight < 0) return "rejected";
  return weight > 0 ? "verified" : "plain";
}
