import { useLanguage, useWords } from "../../../app/i18n.ts";
import { Card } from "../../../components/page/page.tsx";
import type { CheckedReceipt } from "../../../components/receipt/check.ts";
import { readEntry } from "../../../components/receipt/entry.ts";
import { describeEntry } from "../../../components/receipt/entry-words.ts";
import { receiptWords } from "../../../components/receipt/receipt-words.ts";
import { signerName } from "../../../components/receipt/signatures.ts";
import { Verdict } from "../../../components/receipt/verdict.tsx";
import { EntryView } from "./entry-view.tsx";
import { PresentCheck } from "./present-check.tsx";
import { ProofView } from "./proof-view.tsx";
import classes from "./verify.module.css";
import { verifyWords } from "./verify-words.ts";

interface ResultProps {
  checked: CheckedReceipt;
  logKeys: string;
  isServerKey: boolean;
}

/** A receipt that holds, with everything that it shows. */
export function Result({ checked, logKeys, isServerKey }: ResultProps) {
  const t = useWords(verifyWords);
  const words = { t: useWords(receiptWords), list: useList() };
  const { index, checkpoint, policy } = checked;
  const entry = readEntry(checked.entry);
  const witnesses = new Set(checkpoint.cosignatures.map(({ name }) => name)).size;
  const sentences = entry === undefined ? [] : describeEntry(entry, words);
  return (
    <div className={classes.result}>
      <Verdict tone="accepted">
        <p>{t("in_log", { index, origin: checkpoint.origin, size: checkpoint.size })}</p>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Verdict>
      <Card title={t("entry")}>
        <EntryView entry={entry} bytes={checked.entry} words={words} />
      </Card>
      <Card title={t("shows")}>
        <p>{isServerKey ? t("shows_server") : t("shows_own", { key: policy.log.map(signerName).join(", ") })}</p>
        <pre className={classes.verbatim}>{logKeys.trim()}</pre>
        {witnesses > 0 && <p>{t("shows_witnesses", { count: witnesses })}</p>}
      </Card>
      <Card title={t("proof")}>
        <ProofView checked={checked} />
      </Card>
      <Card title={t("today")}>
        <PresentCheck checked={checked} />
      </Card>
    </div>
  );
}

function useList(): (parts: readonly string[]) => string {
  const language = useLanguage();
  return (parts) => new Intl.ListFormat(language === "en" ? "en-GB" : language).format(parts);
}
