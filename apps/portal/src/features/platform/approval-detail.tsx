import { Button, TextInput } from "@mantine/core";
import { type Approval, platformContract } from "@oneheart/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import { useSession } from "../../app/portal-context.tsx";
import { useKeyHelp } from "../../app/use-key-help.ts";
import { useWrite } from "../../app/use-write.ts";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { Moment } from "../../components/moment/moment.tsx";
import { QueryState } from "../../components/states/states.tsx";
import { approvalWords } from "./approval-words.ts";
import classes from "./approvals.module.css";
import { DifferenceTable } from "./difference-table.tsx";
import { PersonName } from "./person-name.tsx";
import { Status } from "./status.tsx";

const { getApproval, approveRequest, refuseRequest, withdrawRequest } = platformContract.operations;

/** One request: what it changes now, and what its reader may do with it. */
export function ApprovalDetail({ id }: { id: string }) {
  const query = useRead(getApproval, { id }, { fresh: true });
  return <QueryState query={query}>{(approval) => <Loaded approval={approval} onChanged={() => void query.refetch()} />}</QueryState>;
}

function Loaded({ approval, onChanged }: { approval: Approval; onChanged: () => void }) {
  const t = useWords(approvalWords);
  const [isChanged, setChanged] = useState(false);
  const changed = () => {
    setChanged(true);
    onChanged();
  };
  return (
    <div className={classes.detail}>
      <div className={classes.pendingHead}>
        <h2 data-data>{approval.title}</h2>
        <Status approval={approval} />
      </div>
      <Facts approval={approval} />
      <p role="status">{isChanged && t("changed")}</p>
      <DifferenceTable approval={approval} />
      {approval.reason && <p>{t("refused_because", { reason: approval.reason })}</p>}
      {approval.error_code && <p>{t("failed_because", { code: approval.error_code.replaceAll("_", " ") })}</p>}
      {approval.status === "pending" && <Decide approval={approval} onChanged={changed} />}
    </div>
  );
}

function Facts({ approval }: { approval: Approval }) {
  const t = useWords(approvalWords);
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t("by")}</dt>
        <dd>
          <PersonName id={approval.requested_by} />, <Moment at={approval.requested_at} />
        </dd>
      </div>
      {approval.record && (
        <div>
          <dt>{t("record")}</dt>
          <dd>{approval.operation.startsWith("identity.") ? <PersonName id={approval.record} /> : approval.record}</dd>
        </div>
      )}
      {approval.decided_by ? (
        <div>
          <dt>{t("decided_by")}</dt>
          <dd>
            <PersonName id={approval.decided_by} />
            {approval.decided_at && (
              <>
                , <Moment at={approval.decided_at} />
              </>
            )}
          </dd>
        </div>
      ) : (
        approval.status === "pending" && (
          <div>
            <dt>{t("until")}</dt>
            <dd>
              <Moment at={approval.expires_at} exact />
            </dd>
          </div>
        )
      )}
    </dl>
  );
}

function Decide({ approval: { id, difference_id, may_approve, requested_by }, onChanged }: { approval: Approval; onChanged: () => void }) {
  const t = useWords(approvalWords);
  const write = useWrite();
  const client = useQueryClient();
  const me = useSession().person?.id;
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState<"approve" | "refuse" | "withdraw">();
  const [error, setError] = useState<unknown>();
  const field = useRef<HTMLInputElement>(null);

  const act = async (name: NonNullable<typeof busy>, work: () => Promise<unknown>) => {
    setBusy(name);
    setError(undefined);
    try {
      await work();
      // Whatever the act changed is shown on other pages.
      await client.invalidateQueries();
    } catch (refused) {
      if ((refused as { code?: string }).code === "difference_changed") onChanged();
      else setError(refused);
    } finally {
      setBusy(undefined);
    }
  };
  const approve = () => void act("approve", () => write(approveRequest, { id, difference_id }));
  const refuse = () => void act("refuse", () => write(refuseRequest, { id, reason }));
  const active = may_approve && busy === undefined;
  useKeys({ a: approve, r: () => field.current?.focus() }, { active });
  useKeyHelp(useKeyWords());

  if (!may_approve) {
    if (me !== requested_by) return null;
    return (
      <div className={classes.decide}>
        <p>{t("own")}</p>
        <FormTrouble error={error} />
        <div>
          <Button
            variant="default"
            loading={busy === "withdraw"}
            onClick={() => void act("withdraw", () => write(withdrawRequest, { id }))}
          >
            {t("withdraw")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={classes.decide}>
      <FormTrouble error={error} />
      <div>
        <Button loading={busy === "approve"} onClick={approve} aria-keyshortcuts="a">
          {t("approve")}
        </Button>
      </div>
      <form
        className={classes.refuse}
        onSubmit={(event) => {
          event.preventDefault();
          refuse();
        }}
      >
        <TextInput
          ref={field}
          label={t("reason")}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy === "refuse"} disabled={reason.trim() === ""}>
          {t("refuse")}
        </Button>
      </form>
    </div>
  );
}

function useKeyWords() {
  const t = useWords(approvalWords);
  return useMemo(
    () => ({
      title: t("title"),
      keys: [
        ["J", t("key_next")],
        ["K", t("key_before")],
        ["A", t("key_approve")],
        ["R", t("key_refuse")],
      ] as const,
    }),
    [t],
  );
}
