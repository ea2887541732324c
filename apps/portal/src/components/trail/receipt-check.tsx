import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../app/i18n.ts";
import { type CheckedReceipt, checkReceipt } from "../receipt/check.ts";
import type { CheckError } from "../receipt/check-error.ts";
import { explain } from "../receipt/explain.ts";
import { fetchLogKeys, fetchReceipt } from "../receipt/server.ts";
import { Failure } from "../receipt/verdict.tsx";
import { LoadingLines } from "../states/states.tsx";
import { download } from "../table/csv.ts";
import classes from "./trail.module.css";
import { trailWords } from "./trail-words.ts";

interface Checked {
  /** Absent where it could not be fetched. */
  receipt?: string;
  proven?: CheckedReceipt;
  failure?: CheckError;
}

async function checkEntry(id: string): Promise<Checked> {
  let receipt: string | undefined;
  try {
    const [fetched, logKeys] = await Promise.all([fetchReceipt(id), fetchLogKeys()]);
    receipt = fetched;
    return { receipt, proven: checkReceipt({ receipt, logKeys, witnessKeys: "", quorum: 0 }) };
  } catch (error) {
    return { receipt, failure: explain(error) };
  }
}

/** Fetches the receipt of an entry and checks it here, step by step. */
export function ReceiptCheck({ id }: { id: string }) {
  const t = useWords(trailWords);
  const { data, refetch } = useQuery({ queryKey: ["receipt", id], queryFn: () => checkEntry(id) });
  if (data === undefined) return <LoadingLines />;
  const { receipt, proven, failure } = data;
  return (
    <section className={classes.check}>
      <h3>{t("checked")}</h3>
      {proven && <Steps proven={proven} />}
      {failure && (
        <div role="alert">
          <Failure error={failure} />
          {failure.verdict === "refused" && <p className={classes.keep}>{t("bad_more")}</p>}
        </div>
      )}
      <div className={classes.acts}>
        {receipt === undefined ? (
          <Button variant="default" onClick={() => void refetch()}>
            {t("again")}
          </Button>
        ) : (
          <Button variant="default" onClick={() => download(`${id}.tlog-proof`, receipt, "text/plain")}>
            {t("save")}
          </Button>
        )}
        <Link to="/verify" search={{ entry: id } as never}>
          {t("page")}
        </Link>
      </div>
    </section>
  );
}

function Steps({ proven: { index, checkpoint, path } }: { proven: CheckedReceipt }) {
  const t = useWords(trailWords);
  const witnesses = checkpoint.cosignatures.length;
  return (
    <ol>
      <Step>{t("leaf")}</Step>
      <Step more={t("place", { index, size: checkpoint.size, count: path.length })}>{t("inclusion")}</Step>
      <Step>{t("signature")}</Step>
      {witnesses > 0 ? <Step>{t("witnesses", { count: witnesses })}</Step> : <li className={classes.none}>{t("no_witness")}</li>}
    </ol>
  );
}

function Step({ children, more }: { children: string; more?: string }) {
  return (
    <li>
      <span className={classes.dot}>
        <IconCheck size={13} stroke={3} aria-hidden />
      </span>
      <span>
        {children}
        {more && <small>{more}</small>}
      </span>
    </li>
  );
}
