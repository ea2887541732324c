import type { Approval, DifferenceLine } from "@oneheart/contracts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { shellWords } from "../../app/shell/shell-words.ts";
import { settingsWords } from "../programme/settings-words.ts";
import { approvalWords } from "./approval-words.ts";
import classes from "./approvals.module.css";

/** Where nothing is named there is no limit. */
const limits = /^(programme_day_|budget_tokens)/;

/** What a request changes, field by field, both sides beside each other. */
export function DifferenceTable({ approval: { title, difference, status } }: { approval: Approval }) {
  const t = useWords(approvalWords);
  const text = useDifferenceText();
  if (difference.length === 0) return <p>{t("no_difference")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long difference scrolls, also by keyboard.
    <section className={classes.scroll} aria-label={`${t("difference")}: ${title}`} tabIndex={0}>
      <table className={classes.difference}>
        <caption className="visually-hidden">{`${t("difference")}: ${title}`}</caption>
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{status === "pending" ? t("before") : t("before_decided")}</th>
            <th scope="col">{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {difference.map((line) => (
            <tr key={line.path}>
              <th scope="row">{text.label(line.path)}</th>
              <td>
                <del>{text.value(line, line.before)}</del>
              </td>
              <td>
                <ins>{text.value(line, line.after)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Fields and values of a difference in words. What no page has words for is told by its path. */
function useDifferenceText() {
  const t = useWords(approvalWords);
  const s = useWords(settingsWords);
  const w = useWords(shellWords);
  const formats = useFormats();
  /** The words of a key; undefined where there are none. */
  const known = (translate: (key: never) => string, key: string) => {
    const words = translate(key as never);
    return words === key ? undefined : words;
  };
  return {
    label: (path: string) => known(t, `field_${path}`) ?? known(s, path) ?? path.replaceAll(".", " › ").replaceAll("_", " "),
    value({ path }: DifferenceLine, value: DifferenceLine["before"]): string {
      if (value === null) return t(limits.test(path) ? "no_limit" : "nothing");
      if (typeof value === "boolean") return value ? t("yes") : t("no");
      if (path === "people") return t(value === "one" ? "one_person" : "second_person");
      if (typeof value === "string") return known(w, `${path}_${value}`) ?? known(t, `${path}_${value}`) ?? value;
      const number = formats.number(value, { maximumFractionDigits: 6 });
      return path.endsWith("_bps") ? `${number} (${formats.share(value)})` : number;
    },
  };
}
