import "../../components/form/styles.ts";
import { NativeSelect, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import formClasses from "../../components/form/form.module.css";
import { useAreas } from "./areas.ts";
import { type Days, presets } from "./months.ts";
import { useFiscalStart, useNationAsked } from "./nation-asked.ts";
import { nationWords } from "./nation-words.ts";

const own = "own_days";

/** Which area and which days are looked at: a year, a fiscal year, a month, or any days. */
export function NationPeriod({ shown }: { shown: Days | undefined }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const starts = useFiscalStart();
  const asked = useNationAsked();
  const { areas, nameOf } = useAreas();
  const change = (next: Record<string, string | undefined>) =>
    void navigate({ to: ".", search: { ...search, ...next } as never, replace: true });
  const choose = (name: string) =>
    change(name === own ? { period: undefined, ...shown } : { period: name, from: undefined, to: undefined });
  const month = formats.monthName(starts);
  const days = "from" in asked ? { from: asked.from ?? shown?.from, to: asked.to ?? shown?.to } : undefined;
  return (
    <div className={formClasses.row} data-no-print>
      {areas.length > 0 && (
        <NativeSelect
          label={t("area")}
          value={asked.area ?? ""}
          onChange={({ currentTarget }) => change({ area: currentTarget.value || undefined })}
          data={[
            { value: "", label: t("everywhere") },
            ...areas.map((area) => ({ value: area.id, label: `${indentOf(area)}${nameOf(area)}` })),
          ]}
          data-data
        />
      )}
      <NativeSelect
        label={t("period")}
        value={"period" in asked ? asked.period : own}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[...presets, own as typeof own].map((name) => ({ value: name, label: t(name, { month }) }))}
      />
      {days !== undefined &&
        (["from", "to"] as const).map((edge) => (
          <TextInput
            key={edge}
            type="date"
            label={t(edge)}
            value={dayOf(days[edge], edge)}
            error={edge === "to" && days.from !== undefined && days.to !== undefined && days.from > days.to && t("months_reversed")}
            onChange={({ currentTarget }) => currentTarget.value && change({ ...days, period: undefined, [edge]: currentTarget.value })}
          />
        ))}
    </div>
  );
}

/** An address may say a month for its first or last day. */
function dayOf(text: string | undefined, edge: keyof Days): string {
  if (text === undefined || text.length === 10) return text ?? "";
  if (edge === "from") return `${text}-01`;
  const [year, month] = text.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const depths = { country: 0, region: 1, province: 2, district: 3 } as const;

function indentOf({ level }: { level: keyof typeof depths }): string {
  return "\u2003".repeat(depths[level]);
}
