import { mapContract } from "@oneheart/contracts";
import { useRead, useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { kindInWords } from "../../app/kind-in-words.ts";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { joinWords } from "../programme/join-words.ts";

/** What can be done in a zone now, for anybody. */
export function ZoneMissions({ id }: { id: string }) {
  const t = useWords(joinWords);
  const formats = useFormats();
  const { data: zone } = useRead(mapContract.operations.getZone, { id });
  const pages = useReadPages(mapContract.operations.zoneMissions, { id, limit: 50 });
  return (
    <>
      <h3 data-data>{t("missions_in", { zone: zone?.name ?? "…" })}</h3>
      <DataTable
        caption={t("missions")}
        file="missions"
        {...pagesAsRows(pages)}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t("no_missions")} />}
        columns={[
          { key: "mission", head: t("mission"), value: (row) => row.title },
          { key: "kind", head: t("kind"), value: (row) => kindInWords(row.mission_type) },
          { key: "worth", head: t("worth"), align: "end", value: (row) => row.base_tokens, cell: (row) => formats.number(row.base_tokens) },
          {
            key: "experience",
            head: t("experience"),
            align: "end",
            value: (row) => row.base_xp,
            cell: (row) => formats.number(row.base_xp),
          },
          { key: "level", head: t("level"), align: "end", value: (row) => row.min_level },
        ]}
      />
    </>
  );
}
