import type { Operation } from "@oneheart/contracts";
import { useState } from "react";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { RecordForm, type Values } from "../../components/form/record-form.tsx";
import { QueryState } from "../../components/states/states.tsx";
import { PendingApprovals } from "../platform/pending-approvals.tsx";
import { settingsWords } from "./settings-words.ts";

interface PolicyFormProps {
  name: string;
  read: Operation;
  change: Operation;
}

/** The numbers of one policy. Only those that were changed are sent, so that two people can change different ones. */
export function PolicyForm({ name, read, change }: PolicyFormProps) {
  const query = useRead(read, {});
  return (
    <QueryState query={query}>
      {(policy) => <Loaded name={name} change={change} policy={policy as Record<string, number | null>} />}
    </QueryState>
  );
}

function Loaded({ name, change, policy }: { name: string; change: Operation; policy: Record<string, number | null> }) {
  const t = useWords(settingsWords);
  const write = useWrite();
  const [isSaved, setSaved] = useState(false);
  const fields = Object.keys(policy).map((field) => ({
    name: field,
    label: t(field as "name"),
    help: field.endsWith("_bps") ? t("bps") : undefined,
    kind: "number" as const,
    min: 0,
    // What may be empty has no limit then.
    required: policy[field] !== null,
  }));
  const send = async (values: Values) => {
    setSaved(false);
    const changed = Object.entries(values).filter(([field, value]) => value !== policy[field]);
    await write(change, Object.fromEntries(changed));
    setSaved(true);
  };
  return (
    <>
      <PendingApprovals operation={`${change.service}.${change.name}`} />
      <RecordForm draft={`policy ${name}`} fields={fields} initial={policy} onSend={send} />
      <p role="status">{isSaved && t("saved")}</p>
    </>
  );
}
