import "../../components/form/styles.ts";
import { NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import formClasses from "../../components/form/form.module.css";
import { type Months, monthsOf, type Preset, presets } from "./months.ts";
import { monthOfToday, useFiscalStart, useNationMonths } from "./nation-months.ts";
import { nationWords } from "./nation-words.ts";

/** Which months are looked at: a year, a fiscal year, or any. */
export function NationPeriod() {
  const t = useWords(nationWords);
  const formats = useFormats();
  const navigate = useNavigate();
  const starts = useFiscalStart();
  const months = useNationMonths();
  const [isOwn, setOwn] = useState(false);
  const of = (preset: Preset) => monthsOf(preset, monthOfToday(), starts);
  const preset = presets.find((one) => of(one).from === months.from && of(one).to === months.to);
  const chosen = isOwn || preset === undefined ? "own_months" : preset;
  const change = (next: Partial<Months>) => void navigate({ to: ".", search: { ...months, ...next } as never, replace: true });
  const choose = (name: string) => {
    setOwn(name === "own_months");
    if (name !== "own_months") change(of(name as Preset));
  };
  const month = formats.monthName(starts);
  return (
    <div className={formClasses.row} data-no-print>
      <NativeSelect
        label={t("period")}
        value={chosen}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[...presets, "own_months" as const].map((name) => ({ value: name, label: t(name, { month }) }))}
      />
      {chosen === "own_months" && (
        <>
          <TextInput
            type="month"
            label={t("from")}
            value={months.from}
            onChange={({ currentTarget }) => currentTarget.value && change({ from: currentTarget.value })}
          />
          <TextInput
            type="month"
            label={t("to")}
            value={months.to}
            error={months.from > months.to && t("months_reversed")}
            onChange={({ currentTarget }) => currentTarget.value && change({ to: currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}
