import { Button, NativeSelect, TextInput } from "@mantine/core";
import { sponsorContract } from "@oneheart/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { type Assumptions, ofOutcome, type Roi } from "./roi-values.ts";
import { roiWords } from "./roi-words.ts";
import classes from "./sponsor.module.css";

type Outcome = Assumptions["outcomes"][number];
type Cases = Assumptions["discount"];
type Draft = Pick<Assumptions, "discount" | "outcomes">;

const cases = (low: number, base: number, high: number): Cases => ({ low, base, high, source: "" });
/** Empty but for what changes nothing: whoever assumes something says so. */
const newOutcome = (): Outcome => ({
  ...{ name: "", counts: "actions", years: 1, proxy: cases(0, 0, 0), deadweight: cases(0, 0, 0), displacement: cases(0, 0, 0) },
  ...{ attribution: cases(10_000, 10_000, 10_000), drop_off: cases(0, 0, 0) },
});
const newDraft = (): Draft => ({ discount: cases(0, 0, 0), outcomes: [newOutcome()] });

/** What an organisation assumes, in three cases with sources. */
export function RoiEditor({ roi }: { roi: Roi }) {
  const t = useWords(roiWords);
  const { caller } = usePortal();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(roi.assumptions ?? newDraft);
  const [state, setState] = useState<{ busy?: boolean; saved?: boolean; error?: unknown }>({});
  const change = (index: number, to: Partial<Outcome>) =>
    setDraft({ ...draft, outcomes: draft.outcomes.map((one, at) => (at === index ? { ...one, ...to } : one)) });

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    const input = {
      id: roi.organisation_id,
      currency: roi.currency,
      discount: draft.discount,
      outcomes: draft.outcomes,
      version_seen: roi.assumptions?.version ?? 0,
    };
    try {
      await (await caller())(sponsorContract.operations.setRoiAssumptions, input);
      setState({ saved: true });
      await queries.invalidateQueries({ queryKey: ["sponsor", "sponsorRoi"] });
    } catch (error) {
      setState({ error });
    }
  };

  return (
    <form onSubmit={(event) => void save(event)} className={classes.editor}>
      {draft.outcomes.map((outcome, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outcomes have no other name, and are only added and removed here.
        <fieldset key={index} className={classes.outcome}>
          <legend>
            {t("outcome")} {index + 1}
          </legend>
          <div className={classes.fields}>
            <TextInput
              label={t("outcome_name")}
              value={outcome.name}
              required
              withAsterisk={false}
              maxLength={120}
              onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
            />
            <NativeSelect
              label={t("counts")}
              value={outcome.counts}
              onChange={({ currentTarget }) => change(index, { counts: currentTarget.value as Outcome["counts"] })}
              data={(["actions", "people"] as const).map((what) => ({ value: what, label: t(`counts_${what}`) }))}
            />
            <TextInput
              label={t("years")}
              type="number"
              min={1}
              max={20}
              value={String(outcome.years)}
              onChange={({ currentTarget }) => change(index, { years: Number(currentTarget.value) })}
            />
          </div>
          {ofOutcome.map((name) => (
            <CaseFields
              key={name}
              label={t(name)}
              unit={name === "proxy" ? roi.currency : "%"}
              cases={outcome[name]}
              onChange={(to) => change(index, { [name]: to })}
            />
          ))}
          {draft.outcomes.length > 1 && (
            <Button variant="default" size="xs" onClick={() => setDraft({ ...draft, outcomes: draft.outcomes.toSpliced(index, 1) })}>
              {t("remove")}
            </Button>
          )}
        </fieldset>
      ))}
      <fieldset className={classes.outcome}>
        <legend>{t("of_all")}</legend>
        <CaseFields label={t("discount")} unit="%" cases={draft.discount} onChange={(discount) => setDraft({ ...draft, discount })} />
      </fieldset>
      <FormTrouble error={state.error} />
      <div className={classes.actions}>
        <span role="status">{state.saved && t("saved")}</span>
        <Button variant="default" onClick={() => setDraft({ ...draft, outcomes: [...draft.outcomes, newOutcome()] })}>
          {t("add")}
        </Button>
        <Button type="submit" loading={state.busy}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

interface CaseFieldsProps {
  label: string;
  /** Money or per cent: both are kept in hundredths. */
  unit: string;
  cases: Cases;
  onChange: (cases: Cases) => void;
}

function CaseFields({ label, unit, cases: held, onChange }: CaseFieldsProps) {
  const t = useWords(roiWords);
  return (
    <fieldset className={classes.cases}>
      <legend>
        {label} ({unit})
      </legend>
      {(["low", "base", "high"] as const).map((name) => (
        <TextInput
          key={name}
          label={t(name)}
          type="number"
          min={0}
          max={unit === "%" ? 100 : undefined}
          step="any"
          value={String(held[name] / 100)}
          onChange={({ currentTarget }) => onChange({ ...held, [name]: Math.round(Number(currentTarget.value) * 100) })}
        />
      ))}
      <TextInput
        label={t("source_field")}
        value={held.source}
        required
        withAsterisk={false}
        maxLength={300}
        onChange={({ currentTarget }) => onChange({ ...held, source: currentTarget.value })}
      />
    </fieldset>
  );
}
