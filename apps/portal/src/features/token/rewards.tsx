import { Button } from "@mantine/core";
import { tokenContract } from "@oneheart/contracts";
import { IconPlus } from "@tabler/icons-react";
import { useAddressState } from "../../app/address-state.ts";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { Pill } from "../../components/pill/pill.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { Redemptions } from "./redemptions.tsx";
import { NewRewardForm, RewardForm } from "./reward-form.tsx";
import { rewardWords } from "./reward-words.ts";

const few = 10;

/** What is on offer, and what has to be handed over? */
export function Rewards() {
  const t = useWords(rewardWords);
  const formats = useFormats();
  const [open, setOpen] = useAddressState("reward");
  const pages = useReadPages(tokenContract.operations.marketplace, { limit: 100 });
  const chosen = pages.items.find(({ id }) => id === open);
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
          {t("add")}
        </Button>
      }
    >
      <Card title={t("waiting")}>
        <Redemptions />
      </Card>
      <Card>
        <DataTable
          caption={t("title")}
          file="rewards"
          {...pagesAsRows(pages)}
          rowKey={({ id }) => id}
          onRow={({ id }) => setOpen(id)}
          isChosen={({ id }) => id === open}
          empty={<EmptyState title={t("none")} />}
          columns={[
            { key: "name", head: t("name"), value: (row) => row.name },
            { key: "category", head: t("category"), value: (row) => row.category },
            {
              key: "price",
              head: t("price"),
              align: "end",
              value: (row) => row.price_tokens,
              cell: (row) => formats.number(row.price_tokens),
            },
            { key: "left", head: t("left"), align: "end", value: (row) => row.quantity, cell: (row) => formats.number(row.quantity) },
            { key: "state", head: t("state"), value: (row) => t(stockOf(row.quantity)), cell: (row) => <Stock quantity={row.quantity} /> },
          ]}
        />
      </Card>
      {open === "new" && (
        <SideDrawer title={t("add")} onClose={close}>
          <NewRewardForm onDone={close} />
        </SideDrawer>
      )}
      {chosen && (
        <SideDrawer title={t("edit")} onClose={close}>
          <RewardForm key={chosen.id} reward={chosen} onDone={close} />
        </SideDrawer>
      )}
    </Page>
  );
}

function stockOf(quantity: number): "out" | "low" | "enough" {
  if (quantity === 0) return "out";
  return quantity < few ? "low" : "enough";
}

function Stock({ quantity }: { quantity: number }) {
  const t = useWords(rewardWords);
  const stock = stockOf(quantity);
  return <Pill tone={stock === "enough" ? "verified" : stock === "low" ? "waiting" : "rejected"}>{t(stock)}</Pill>;
}
