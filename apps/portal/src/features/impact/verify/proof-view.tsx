import type { Hash } from "@oneheart/tlog";
import { useFormats } from "../../../app/formats.ts";
import { useWords } from "../../../app/i18n.ts";
import type { CheckedReceipt } from "../../../components/receipt/check.ts";
import { type SeenSignature, signerName } from "../../../components/receipt/signatures.ts";
import { DataTable } from "../../../components/table/data-table.tsx";
import { Fact, Facts } from "./facts.tsx";
import classes from "./verify.module.css";
import { verifyWords } from "./verify-words.ts";

/** Where the entry is, who signed, and how the entry leads to what was signed. */
export function ProofView({ checked: { index, checkpoint, leafHash, path, signatures } }: { checked: CheckedReceipt }) {
  const t = useWords(verifyWords);
  const formats = useFormats();
  const time = ({ timestampSeconds }: SeenSignature) =>
    timestampSeconds === undefined ? t("not_told") : formats.dateTime(new Date(timestampSeconds * 1000));
  return (
    <>
      <Facts>
        <Fact name={t("log")}>
          <code>{checkpoint.origin}</code>
        </Fact>
        <Fact name={t("place")}>{formats.number(index)}</Fact>
        <Fact name={t("size")}>{formats.number(checkpoint.size)}</Fact>
        <Fact name={t("leaf")}>
          <code>{hex(leafHash)}</code>
        </Fact>
        <Fact name={t("root")}>
          <code>{hex(checkpoint.rootHash)}</code>
        </Fact>
      </Facts>
      <DataTable
        caption={t("signatures")}
        file="signatures"
        rows={signatures}
        rowKey={(row) => `${signerName(row)} ${row.timestampSeconds}`}
        empty={null}
        columns={[
          { key: "key", head: t("key"), value: signerName, cell: (row) => <code>{signerName(row)}</code> },
          { key: "by", head: t("signed_by"), value: ({ by }) => t(`by_${by}`) },
          { key: "time", head: t("when"), value: time },
        ]}
      />
      <details>
        <summary>{t("path", { count: path.length })}</summary>
        <ol className={classes.path}>
          {path.map((step) => (
            <li key={hex(step)}>
              <code>{hex(step)}</code>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

const hex = (bytes: Hash) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
