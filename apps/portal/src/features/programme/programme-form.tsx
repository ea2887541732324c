import { analyticsContract } from "@oneheart/contracts";
import { useRef, useState } from "react";
import { type Answer, useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { Conflict } from "../../components/form/conflict.tsx";
import { type Field, RecordForm, type Values } from "../../components/form/record-form.tsx";
import { LoadingLines, QueryState } from "../../components/states/states.tsx";
import { settingsWords } from "./settings-words.ts";

const { getProgramme, updateProgramme } = analyticsContract.operations;
type Programme = Answer<typeof getProgramme>;

function useProgrammeFields(): Field[] {
  const t = useWords(settingsWords);
  return [
    { name: "name", label: t("name"), kind: "line", required: true, max: 120 },
    { name: "description", label: t("description"), kind: "text", max: 2000 },
    { name: "logo_url", label: t("logo_url"), kind: "line", max: 500 },
    { name: "time_zone", label: t("time_zone"), kind: "line", required: true, max: 64 },
    { name: "currency", label: t("currency"), kind: "line", required: true, max: 3 },
    { name: "fiscal_year_starts", label: t("fiscal_year_starts"), kind: "number", min: 1, max: 12, required: true },
    { name: "privacy_notice", label: t("privacy_notice"), kind: "text", max: 20_000 },
  ];
}

function valuesOf({ name, description, logo_url, time_zone, currency, fiscal_year_starts, privacy_notice }: Programme): Values {
  return { name, description, logo_url, time_zone, currency, fiscal_year_starts, privacy_notice };
}

export function ProgrammeForm() {
  const query = useRead(getProgramme, {});
  return <QueryState query={query}>{(programme) => <Loaded programme={programme} />}</QueryState>;
}

function Loaded({ programme }: { programme: Programme }) {
  const t = useWords(settingsWords);
  const write = useWrite();
  const fields = useProgrammeFields();
  const seen = useRef(programme.version);
  const [first, setFirst] = useState(() => valuesOf(programme));
  const [isSaved, setSaved] = useState(false);
  const send = async (values: Values) => {
    setSaved(false);
    const saved = await write(updateProgramme, { ...values, logo_url: values.logo_url || null, version_seen: seen.current } as never);
    seen.current = saved.version;
    setFirst(valuesOf(saved));
    setSaved(true);
  };
  const choose = (theirs: Programme, keep: boolean, acts: { again: () => void; reset: () => void }) => {
    seen.current = theirs.version;
    if (keep) return acts.again();
    setFirst(valuesOf(theirs));
    acts.reset();
  };
  return (
    <>
      <RecordForm
        draft="programme"
        fields={fields}
        initial={first}
        onSend={send}
        explain={(error, values, acts) =>
          (error as { code?: string }).code === "programme_changed" && (
            <ProgrammeConflict mine={values} fields={fields} onChoose={(theirs, keep) => choose(theirs, keep, acts)} />
          )
        }
      />
      <p role="status">{isSaved && t("saved")}</p>
    </>
  );
}

interface ProgrammeConflictProps {
  mine: Values;
  fields: readonly Field[];
  onChoose: (theirs: Programme, keep: boolean) => void;
}

function ProgrammeConflict({ mine, fields, onChoose }: ProgrammeConflictProps) {
  const { data, isFetchedAfterMount } = useRead(getProgramme, {}, { fresh: true });
  if (data === undefined || !isFetchedAfterMount) return <LoadingLines lines={3} />;
  return (
    <Conflict
      fields={fields}
      mine={mine}
      theirs={valuesOf(data)}
      onKeep={() => onChoose(data, true)}
      onTake={() => onChoose(data, false)}
    />
  );
}
