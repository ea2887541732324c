import { useWords } from "../../app/i18n.ts";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { areaWords } from "./area-words.ts";

interface Problem {
  feature: number | null;
  code: string | null;
  at: readonly number[] | null;
  words: string;
}

interface Problems {
  error: unknown;
  count: number;
  problems: readonly Problem[];
}

/** What the server found in the file; undefined for every other trouble. */
export function problemsOf(error: unknown): Problems | undefined {
  const { code, problem } = (error ?? {}) as { code?: string; problem?: { context?: Partial<Problems> } };
  const { count, problems } = problem?.context ?? {};
  return code === "areas_invalid" && count !== undefined && problems !== undefined ? { error, count, problems } : undefined;
}

/** Each feature that cannot be taken, with its place. */
export function AreaProblems({ error, count, problems }: Problems) {
  const t = useWords(areaWords);
  const more = count - problems.length;
  return (
    <>
      <FormTrouble error={error} />
      <DataTable
        caption={t("problems")}
        file="area-problems"
        rows={problems}
        rowKey={({ feature, words }) => `${feature} ${words}`}
        empty={null}
        columns={[
          { key: "feature", head: t("feature"), value: ({ feature }) => (feature === null ? t("whole_file") : feature + 1) },
          { key: "code", head: t("code"), value: ({ code }) => code },
          { key: "what", head: t("what"), value: ({ words }) => words },
          { key: "at", head: t("place"), value: ({ at }) => at?.map((degrees) => degrees.toFixed(4)).join(", ") ?? null },
        ]}
      />
      {more > 0 && <p>{t("and_more", { count: more })}</p>}
    </>
  );
}
