import type { mapContract } from "@oneheart/contracts";
import type { Answer } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { areaWords } from "./area-words.ts";
import classes from "./areas.module.css";

const shownMost = 12;

/** What a file changes, or has changed. */
export function AreaChanges({ changes }: { changes: Answer<typeof mapContract.operations.importAreas> }) {
  const t = useWords(areaWords);
  const formats = useFormats();
  const { added, changed, ended, same, zones_moved, dry_run } = changes;
  const names = (codes: readonly string[]) => {
    const more = codes.length - shownMost;
    return [...codes.slice(0, shownMost), ...(more > 0 ? [t("and_more", { count: more })] : [])].join(", ");
  };
  const rows = [
    { word: "added", count: added.length, codes: names(added) },
    { word: "changed", count: changed.length, codes: names(changed) },
    { word: "ended", count: ended.length, codes: names(ended) },
    { word: "same", count: same, codes: "" },
    { word: "zones_moved", count: zones_moved, codes: "" },
  ] as const;
  return (
    <section role="status" className={classes.changes}>
      <h3>{t(dry_run ? "would" : "did")}</h3>
      <dl>
        {rows.map(({ word, count, codes }) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>
              <strong>{formats.number(count)}</strong> {codes}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
