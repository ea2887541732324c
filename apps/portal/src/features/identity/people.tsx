import "../../components/form/styles.ts";
import { NativeSelect, TextInput } from "@mantine/core";
import { identityContract } from "@oneheart/contracts";
import { useDeferredValue, useState } from "react";
import { useAddressState } from "../../app/address-state.ts";
import { type Answer, useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { shellWords } from "../../app/shell/shell-words.ts";
import { useWrite } from "../../app/use-write.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { ActButton } from "../../components/form/act-button.tsx";
import formClasses from "../../components/form/form.module.css";
import { Moment } from "../../components/moment/moment.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { Pill } from "../../components/pill/pill.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { PendingApprovals } from "../platform/pending-approvals.tsx";
import { Invitations } from "./invitations.tsx";
import { peopleWords } from "./people-words.ts";
import { roles } from "./roles.ts";

const { listUsers, setRole, unlockAccount } = identityContract.operations;
type Account = Answer<typeof setRole>;

/** Who is here, and what may they do? */
export function People() {
  const t = useWords(peopleWords);
  const w = useWords(shellWords);
  const [wanted, setWanted] = useAddressState("role");
  const [open, setOpen] = useAddressState("person");
  const [typed, setTyped] = useState("");
  const username = useDeferredValue(typed.trim()) || undefined;
  const role = roles.find((one) => one === wanted);
  const pages = useReadPages(listUsers, { limit: 100, role, username });
  const chosen = pages.items.find(({ id }) => id === open);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Card>
        <div className={formClasses.row}>
          <TextInput label={t("search")} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          <NativeSelect
            label={t("role")}
            data={[{ value: "", label: t("any") }, ...roles.map((value) => ({ value, label: w(`role_${value}`) }))]}
            value={role ?? ""}
            onChange={(event) => setWanted(event.currentTarget.value || undefined)}
          />
        </div>
        <DataTable
          caption={t("title")}
          file="people"
          {...pagesAsRows(pages)}
          rowKey={({ id }) => id}
          onRow={({ id }) => setOpen(id)}
          isChosen={({ id }) => id === open}
          empty={<EmptyState title={t("none")} />}
          columns={[
            { key: "name", head: t("name"), value: (row) => row.username },
            { key: "email", head: t("email"), value: (row) => row.email },
            {
              key: "confirmed",
              head: t("confirmed"),
              value: (row) => row.email_confirmed,
              cell: (row) =>
                row.email_confirmed ? <Pill tone="verified">{t("confirmed")}</Pill> : <Pill tone="plain">{t("not_confirmed")}</Pill>,
            },
            { key: "role", head: t("role"), value: (row) => w(`role_${row.role}`) },
            { key: "since", head: t("since"), value: (row) => row.created_at, cell: (row) => <Moment at={row.created_at} /> },
          ]}
        />
      </Card>
      <Invitations />
      {chosen && (
        <SideDrawer title={t("person")} onClose={() => setOpen(undefined)}>
          <Person key={chosen.id} account={chosen} />
        </SideDrawer>
      )}
    </Page>
  );
}

function Person({ account }: { account: Account }) {
  const t = useWords(peopleWords);
  const w = useWords(shellWords);
  const write = useWrite();
  const [role, choose] = useState(account.role);
  const [isUnlocked, setUnlocked] = useState(false);
  const unlock = async () => {
    await write(unlockAccount, { id: account.id });
    setUnlocked(true);
  };
  return (
    <div className={formClasses.form}>
      <h2>{account.username}</h2>
      <p>{account.email}</p>
      <PendingApprovals operation="identity.erasePlayer" record={account.id} />
      <PendingApprovals operation="identity.setRole" record={account.id} />
      <NativeSelect
        label={t("role")}
        description={t("set_role_more")}
        data={roles.map((value) => ({ value, label: w(`role_${value}`) }))}
        value={role}
        onChange={(event) => choose(event.currentTarget.value as Account["role"])}
      />
      {role === account.role ? (
        <p role="status">{t("is_so")}</p>
      ) : (
        <ActButton variant="filled" act={() => write(setRole, { id: account.id, role })}>
          {t("set_role")}
        </ActButton>
      )}
      <p>{t("unlock_more")}</p>
      <ActButton act={unlock}>{t("unlock")}</ActButton>
      <p role="status">{isUnlocked && t("unlocked")}</p>
    </div>
  );
}
