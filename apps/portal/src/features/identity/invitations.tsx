import "../../components/form/styles.ts";
import { Button, TextInput } from "@mantine/core";
import { identityContract } from "@oneheart/contracts";
import { useState } from "react";
import { type Answer, useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { shellWords } from "../../app/shell/shell-words.ts";
import { useWrite } from "../../app/use-write.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { ActButton } from "../../components/form/act-button.tsx";
import formClasses from "../../components/form/form.module.css";
import { RecordForm, type Values } from "../../components/form/record-form.tsx";
import { Card } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { peopleWords } from "./people-words.ts";
import { roles } from "./roles.ts";

const { listInvitations, createInvitation, withdrawInvitation } = identityContract.operations;
const week_h = 168;

/** Who may register with a link that was handed to them. */
export function Invitations() {
  const t = useWords(peopleWords);
  const w = useWords(shellWords);
  const formats = useFormats();
  const write = useWrite();
  const [isOpen, setOpen] = useState(false);
  const pages = useReadPages(listInvitations, { limit: 100 });
  return (
    <Card title={t("invitations")} actions={<Button onClick={() => setOpen(true)}>{t("invite")}</Button>}>
      <p>{t("invitations_lead")}</p>
      <DataTable
        caption={t("invitations")}
        file="invitations"
        {...pagesAsRows(pages)}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("no_invitations")} />}
        columns={[
          { key: "role", head: t("role"), value: (row) => w(`role_${row.role}`) },
          { key: "note", head: t("note"), value: (row) => row.note },
          { key: "uses", head: t("used"), align: "end", value: (row) => row.uses, cell: (row) => `${row.uses} / ${row.uses_max}` },
          { key: "until", head: t("expires"), value: (row) => row.expires_at, cell: (row) => formats.dateTime(row.expires_at) },
          {
            key: "withdraw",
            head: t("withdraw"),
            value: () => null,
            cell: (row) => (
              <ActButton size="xs" act={() => write(withdrawInvitation, { id: row.id })}>
                {t("withdraw")}
              </ActButton>
            ),
          },
        ]}
      />
      {isOpen && (
        <SideDrawer title={t("invite")} onClose={() => setOpen(false)}>
          <InvitationForm />
        </SideDrawer>
      )}
    </Card>
  );
}

function InvitationForm() {
  const t = useWords(peopleWords);
  const w = useWords(shellWords);
  const write = useWrite();
  const [made, setMade] = useState<Answer<typeof createInvitation>>();
  const [isCopied, setCopied] = useState(false);
  if (made)
    return (
      <div className={formClasses.form}>
        <TextInput label={t("link")} readOnly value={made.url} onFocus={(event) => event.currentTarget.select()} />
        <ActButton act={() => navigator.clipboard.writeText(made.url).then(() => setCopied(true))}>{t("copy")}</ActButton>
        <p role="status">{isCopied && t("copied")}</p>
      </div>
    );
  const send = async ({ note, ...values }: Values) => {
    setMade(await write(createInvitation, { ...values, note: note || undefined } as never));
  };
  return (
    <RecordForm
      draft="invitation new"
      send={t("make")}
      onSend={send}
      initial={{ role: "player", uses_max: 1, expires_in_hours: week_h, note: "" }}
      fields={[
        { name: "role", label: t("invite_role"), kind: "choice", choices: roles.map((value) => ({ value, label: w(`role_${value}`) })) },
        { name: "uses_max", label: t("uses_max"), kind: "number", min: 1, max: 1000, required: true },
        { name: "expires_in_hours", label: t("hours"), kind: "number", min: 1, max: 8760, required: true },
        { name: "note", label: t("note"), help: t("note_help"), kind: "line", max: 200 },
      ]}
    />
  );
}
