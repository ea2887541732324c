import { useFormats } from "../../../app/formats.ts";
import { useWords } from "../../../app/i18n.ts";
import type { Account, Entry } from "../../../components/receipt/entry.ts";
import { accountName, amountText, assetName, type EntryWords } from "../../../components/receipt/entry-words.ts";
import { DataTable } from "../../../components/table/data-table.tsx";
import { Fact, Facts } from "./facts.tsx";
import classes from "./verify.module.css";
import { verifyWords } from "./verify-words.ts";

interface EntryViewProps {
  entry: Entry | undefined;
  bytes: Uint8Array;
  words: EntryWords;
}

/** The entry as a list of facts, a table of what moved, and word for word. */
export function EntryView({ entry, bytes, words }: EntryViewProps) {
  const t = useWords(verifyWords);
  return (
    <>
      {entry === undefined ? <p>{t("no_words")}</p> : <Known entry={entry} words={words} />}
      <details>
        <summary>{t("verbatim")}</summary>
        <pre className={classes.verbatim}>{new TextDecoder().decode(bytes)}</pre>
      </details>
    </>
  );
}

function Known({ entry, words }: { entry: Entry; words: EntryWords }) {
  const t = useWords(verifyWords);
  const formats = useFormats();
  const { rule_set, ...detail } = entry.detail;
  const more = Object.entries(detail);
  return (
    <>
      <Facts>
        <Fact name={t("when")}>
          <time dateTime={entry.occurred_at.toISOString()}>{formats.dateTime(entry.occurred_at)}</time>
        </Fact>
        <Fact name={t("kind")}>
          <code>{entry.kind}</code>
        </Fact>
        <Fact name={t("rule_set")}>{rule_set === undefined ? undefined : <bdi>{plain(rule_set)}</bdi>}</Fact>
        <Fact name={t("id")}>
          <code>{entry.id}</code>
        </Fact>
        <Fact name={t("reason")}>
          <code>{entry.reason_ref}</code>
        </Fact>
        <Fact name={t("corrects")}>{entry.corrects && <code>{entry.corrects}</code>}</Fact>
        <Fact name={t("concerns")}>{entry.subject && <bdi>{t("person", { subject: entry.subject })}</bdi>}</Fact>
      </Facts>
      <DataTable
        caption={t("moved")}
        file={`entry-${entry.id}`}
        rows={entry.movements.map((movement, place) => ({ ...movement, place }))}
        rowKey={({ place }) => String(place)}
        empty={null}
        columns={[
          { key: "what", head: t("movement"), value: ({ type }) => type },
          { key: "amount", head: t("amount"), align: "end", value: ({ amount, asset }) => amountText(amount, asset, words) },
          { key: "asset", head: t("asset"), value: ({ asset }) => assetName(asset, words) },
          {
            key: "from",
            head: t("from"),
            value: ({ debit }) => named(debit, words),
            cell: ({ debit }) => <Named account={debit} words={words} />,
          },
          {
            key: "to",
            head: t("to"),
            value: ({ credit }) => named(credit, words),
            cell: ({ credit }) => <Named account={credit} words={words} />,
          },
        ]}
      />
      {more.length > 0 && (
        <details>
          <summary>{t("details")}</summary>
          <Facts>
            {more.map(([name, value]) => (
              <Fact key={name} name={name.replaceAll("_", " ")}>
                <bdi>{plain(value)}</bdi>
              </Fact>
            ))}
          </Facts>
        </details>
      )}
    </>
  );
}

const named = (account: Account, words: EntryWords) => [accountName(account, words), account.commitment].filter(Boolean).join(" ");

function Named({ account, words }: { account: Account; words: EntryWords }) {
  return (
    <>
      <bdi>{accountName(account, words)}</bdi>
      {account.commitment !== undefined && <code className={classes.small}>{account.commitment}</code>}
    </>
  );
}

/** Any value of a JSON text. */
function plain(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plain).join(", ");
  return JSON.stringify(value) ?? "";
}
