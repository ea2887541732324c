import { mapContract } from "@oneheart/contracts";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Card, Page } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { AreaImport } from "./area-import.tsx";
import { areaWords } from "./area-words.ts";

/** In which areas do zones lie, and since when? */
export function Areas() {
  const t = useWords(areaWords);
  const formats = useFormats();
  const pages = useReadPages(mapContract.operations.listAreas, { limit: 100 });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Card title={t("import")}>
        <AreaImport />
      </Card>
      <Card>
        <DataTable
          caption={t("list")}
          file="areas"
          {...pagesAsRows(pages)}
          rowKey={({ id, valid_from }) => `${id} ${valid_from}`}
          empty={<EmptyState title={t("none")}>{t("none_more")}</EmptyState>}
          columns={[
            { key: "name", head: t("name"), value: ({ name, name_local }) => (name_local === null ? name : `${name} (${name_local})`) },
            { key: "code", head: t("code"), value: ({ code }) => code },
            { key: "level", head: t("level"), value: ({ level }) => t(level) },
            {
              key: "population",
              head: t("population"),
              align: "end",
              value: ({ population }) => population,
              cell: ({ population }) => (population === null ? "–" : formats.number(population)),
            },
            {
              key: "from",
              head: t("from"),
              value: ({ valid_from }) => valid_from,
              cell: ({ valid_from }) => (valid_from === null ? t("from_start") : formats.month(valid_from)),
            },
            {
              key: "until",
              head: t("until"),
              value: ({ valid_to }) => valid_to,
              cell: ({ valid_to }) => (valid_to === null ? "–" : formats.month(valid_to)),
            },
          ]}
        />
      </Card>
    </Page>
  );
}
