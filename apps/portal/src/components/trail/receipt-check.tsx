import { Button } from "@mantine/core";
import { parseProof, parseVerifierKey, TlogError, verifyProof } from "@oneheart/tlog";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../app/i18n.ts";
import { EmptyState, QueryState } from "../states/states.tsx";
import { download } from "../table/csv.ts";
import classes from "./trail.module.css";
import { trailWords } from "./trail-words.ts";

/** A refusal of the server, as `useTrouble` reads it. */
class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Record<string, unknown>;
  constructor(status: number, problem: Record<string, unknown>) {
    super(String(problem.code));
    this.status = status;
    this.code = String(problem.code);
    this.problem = problem;
  }
}

async function textAt(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Refused(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>);
  return response.text();
}

interface Checked {
  receipt: string;
  /** Absent when the receipt does not hold. */
  proven?: { index: number; size: number; hashes: number; witnesses: number };
}

/** Throws only where the receipt or the key could not be fetched. */
async function checkEntry(id: string): Promise<Checked> {
  const [receipt, key] = await Promise.all([textAt(`/api/impact/receipt/${id}`), textAt("/api/impact/log/key")]);
  try {
    const proof = parseProof(receipt);
    if (proof.extra === undefined) return { receipt };
    const log = key.split("\n").filter((line) => line.trim() !== "");
    const { index, checkpoint } = verifyProof(receipt, proof.extra, { log: log.map(parseVerifierKey), witnesses: [], quorum: 0 });
    return { receipt, proven: { index, size: checkpoint.size, hashes: proof.hashes.length, witnesses: checkpoint.cosignatures.length } };
  } catch (error) {
    if (error instanceof TlogError) return { receipt };
    throw error;
  }
}

/** Fetches the receipt of an entry and checks it here, step by step. */
export function ReceiptCheck({ id }: { id: string }) {
  const t = useWords(trailWords);
  const query = useQuery({ queryKey: ["receipt", id], queryFn: () => checkEntry(id) });
  return (
    <QueryState query={query}>
      {({ receipt, proven }) => (
        <section className={classes.check}>
          <h3>{t("checked")}</h3>
          {proven ? (
            <ol>
              <Step>{t("leaf")}</Step>
              <Step more={t("place", { index: proven.index, size: proven.size })}>{t("inclusion")}</Step>
              <Step>{t("signature")}</Step>
              {proven.witnesses > 0 ? (
                <Step>{t("witnesses", { count: proven.witnesses })}</Step>
              ) : (
                <li className={classes.none}>{t("no_witness")}</li>
              )}
            </ol>
          ) : (
            <div role="alert">
              <EmptyState title={t("bad")} icon={IconX}>
                {t("bad_more")}
              </EmptyState>
            </div>
          )}
          <div className={classes.acts}>
            <Button variant="default" onClick={() => download(`${id}.tlog-proof`, receipt, "text/plain")}>
              {t("save")}
            </Button>
            <a href={`/verify?entry=${id}`}>{t("page")}</a>
          </div>
        </section>
      )}
    </QueryState>
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
