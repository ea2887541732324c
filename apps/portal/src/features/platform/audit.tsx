import { Button } from "@mantine/core";
import { platformContract } from "@oneheart/contracts";
import { useAddressState } from "../../app/address-state.ts";
import { useRead, useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { shellWords } from "../../app/shell/shell-words.ts";
import { useSaveFile } from "../../app/use-save-file.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { ActButton } from "../../components/form/act-button.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { type AuditFilter, type AuditSearch, useAuditFilter, useAuditSearch } from "./audit-filter.ts";
import { AuditForm } from "./audit-form.tsx";
import { auditWords } from "./audit-words.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { PersonName } from "./person-name.tsx";

const { listAudit, exportAudit, getApproval } = platformContract.operations;

/** Who did what, with which right? */
export function Audit() {
  const t = useWords(auditWords);
  const save = useSaveFile();
  const [{ who, operation, target, from, to }, change] = useAuditSearch();
  const search: AuditSearch = { who, operation, target, from, to };
  const filter = useAuditFilter(search);
  const [change_of, setChange] = useAddressState("change");
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={typeof filter === "object" && <ActButton act={() => save(exportAudit, filter, "audit.csv")}>{t("save")}</ActButton>}
    >
      <Card>
        <AuditForm key={JSON.stringify(search)} search={search} onChange={change} />
        {filter === "nobody" && <EmptyState title={t("nobody")} />}
        {typeof filter === "object" && <Lines filter={filter} onChange={setChange} />}
      </Card>
      {change_of !== undefined && (
        <SideDrawer title={t("look")} onClose={() => setChange(undefined)}>
          <Change id={change_of} />
        </SideDrawer>
      )}
    </Page>
  );
}

function Lines({ filter, onChange }: { filter: AuditFilter; onChange: (approval_id: string) => void }) {
  const t = useWords(auditWords);
  const w = useWords(shellWords);
  const formats = useFormats();
  const pages = useReadPages(listAudit, { ...filter, limit: 100 });
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <DataTable
      caption={t("acts")}
      file="privileged-acts"
      {...pagesAsRows(pages)}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t(isFiltered ? "none_filtered" : "none")} />}
      columns={[
        { key: "when", head: t("when"), value: (row) => row.at, cell: (row) => formats.dateTime(row.at) },
        { key: "operation", head: t("operation"), value: (row) => row.operation },
        { key: "target", head: t("target"), value: (row) => row.target, wide: true },
        {
          key: "who",
          head: t("who"),
          value: (row) => row.actor_id,
          cell: (row) => row.actor_id && <PersonName id={row.actor_id} />,
        },
        { key: "role", head: t("role"), value: (row) => w(`role_${row.role}` as never) },
        { key: "outcome", head: t("outcome"), value: (row) => row.outcome, cell: (row) => outcomeWords(row.outcome, t) },
        {
          key: "change",
          head: t("change"),
          value: (row) => row.approval_id,
          cell: (row) =>
            row.approval_id && (
              <Button variant="subtle" size="xs" onClick={() => onChange(row.approval_id!)}>
                {t("look")}
              </Button>
            ),
        },
        { key: "address", head: t("address"), value: (row) => row.ip_address, wide: true },
      ]}
    />
  );
}

function outcomeWords(outcome: string, t: (key: "outcome_ok" | "outcome_asked_for_approval") => string): string {
  if (outcome === "ok" || outcome === "asked_for_approval") return t(`outcome_${outcome}`);
  return outcome.replaceAll("_", " ");
}

/** What an act that needed a second person changed. */
function Change({ id }: { id: string }) {
  const query = useRead(getApproval, { id });
  return <QueryState query={query}>{(approval) => <DifferenceTable approval={approval} />}</QueryState>;
}
