import "../../components/form/styles.ts";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type AreaLevel, mapContract } from "@oneheart/contracts";
import { type FormEvent, useState } from "react";
import { type Answer, useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { FileField } from "../../components/form/file-field.tsx";
import classes from "../../components/form/form.module.css";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { AreaChanges } from "./area-changes.tsx";
import { AreaProblems, problemsOf } from "./area-problems.tsx";
import { areaWords } from "./area-words.ts";

const { importAreas, listAreas } = mapContract.operations;
const levels = ["country", "region", "province", "district"] as const satisfies readonly AreaLevel[];

interface Outcome {
  answer?: Answer<typeof importAreas>;
  error?: unknown;
}

/** Boundaries from a file: tried first, then brought in. */
export function AreaImport() {
  const t = useWords(areaWords);
  const write = useWrite();
  const [level, setLevel] = useState<AreaLevel>("country");
  const [parent, setParent] = useState("");
  const [valid_from, setMonth] = useState("");
  const [file, setFile] = useState<File>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({});
  const areas = useReadPages(listAreas, { limit: 100 }).items;
  const wider = areas.filter((area) => area.valid_to === null && levels.indexOf(area.level) < levels.indexOf(level));

  const send = async (dry_run: boolean) => {
    setBusy(true);
    const choice = { level, dry_run, parent: parent || undefined, valid_from: valid_from || undefined };
    try {
      setOutcome({ answer: await write(importAreas, { geojson: await file!.text(), ...choice }) });
    } catch (error) {
      setOutcome({ error });
    } finally {
      setBusy(false);
    }
  };
  /** What was tried holds for what was chosen then. */
  const choose =
    <Value,>(change: (value: Value) => void) =>
    (value: Value) => {
      change(value);
      setOutcome({});
    };
  const tried = outcome.answer?.dry_run === true;
  const problems = problemsOf(outcome.error);
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send(!tried);
      }}
    >
      <p>{t("import_more")}</p>
      <div className={classes.row}>
        <NativeSelect
          label={t("level")}
          value={level}
          onChange={({ currentTarget }) => choose(setLevel)(currentTarget.value as AreaLevel)}
          data={levels.map((value) => ({ value, label: t(value) }))}
        />
        <NativeSelect
          label={t("parent")}
          value={parent}
          onChange={({ currentTarget }) => choose(setParent)(currentTarget.value)}
          data={[{ value: "", label: t("everywhere") }, ...wider.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))]}
        />
        <TextInput
          label={t("valid_from")}
          description={t("valid_from_more")}
          value={valid_from}
          maxLength={7}
          onChange={({ currentTarget }) => choose(setMonth)(currentTarget.value.trim())}
        />
      </div>
      <FileField label={t("file")} accept=".geojson,.json,application/geo+json,application/json" required onChoose={choose(setFile)} />
      {problems === undefined ? <FormTrouble error={outcome.error} /> : <AreaProblems {...problems} />}
      {outcome.answer && <AreaChanges changes={outcome.answer} />}
      <div className={classes.actions}>
        <Button type="submit" variant={tried ? "filled" : "default"} loading={busy}>
          {t(tried ? "carry_out" : "try")}
        </Button>
      </div>
    </form>
  );
}
