import "../../components/form/styles.ts";
import { NativeSelect, TextInput } from "@mantine/core";
import { sponsorContract } from "@oneheart/contracts";
import { type ReactNode, useState } from "react";
import { useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { daysBack, thisYear, usePanelSearch } from "./panel-search.ts";
import classes from "./sponsor.module.css";
import { sponsorWords } from "./words.ts";

interface Chosen {
  organisation_id: string;
  currency: string;
  currencies: string[];
}

/** Belongs to what was chosen before. */
const nothingElse = { campaign: undefined, currency: undefined, zone: undefined, mission: undefined };

/** Whose money, of which campaign, and when. */
export function PanelChoice({ panel, children }: { panel: Chosen; children?: ReactNode }) {
  const t = useWords(sponsorWords);
  const [search, change] = usePanelSearch();
  const { items: organisations } = useReadPages(sponsorContract.operations.listOrganisations, { limit: 100 });
  const { items: campaigns } = useReadPages(sponsorContract.operations.listCampaigns, {
    limit: 100,
    organisation_id: panel.organisation_id,
  });
  return (
    <div className={classes.choice} data-no-print>
      {organisations.length > 1 && (
        <NativeSelect
          label={t("organisation")}
          value={panel.organisation_id}
          onChange={({ currentTarget }) => change({ organisation: currentTarget.value, ...nothingElse })}
          data={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <NativeSelect
        label={t("campaign")}
        value={search.campaign ?? ""}
        onChange={({ currentTarget }) => change({ ...nothingElse, campaign: currentTarget.value || undefined })}
        data={[{ value: "", label: t("all_campaigns") }, ...campaigns.map(({ id, title }) => ({ value: id, label: title }))]}
      />
      {panel.currencies.length > 1 && (
        <NativeSelect
          label={t("currency")}
          value={panel.currency}
          onChange={({ currentTarget }) => change({ currency: currentTarget.value })}
          data={panel.currencies}
        />
      )}
      <Period />
      {children}
    </div>
  );
}

const presets = { last_30: () => daysBack(30), last_90: () => daysBack(90), this_year: () => thisYear() } as const;

function Period() {
  const t = useWords(sponsorWords);
  const [{ from, to }, change] = usePanelSearch();
  const [isOwn, setOwn] = useState(false);
  const preset = Object.entries(presets).find(([, days]) => days().from === from && days().to === to)?.[0];
  const chosen = isOwn ? "own_days" : (preset ?? (from === undefined && to === undefined ? "all_time" : "own_days"));
  const choose = (name: string) => {
    setOwn(name === "own_days");
    if (name === "own_days") return;
    const days = presets[name as keyof typeof presets];
    change(days === undefined ? { from: undefined, to: undefined } : days());
  };
  const names = ["all_time", "last_30", "last_90", "this_year", "own_days"] as const;
  return (
    <>
      <NativeSelect
        label={t("period")}
        value={chosen}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={names.map((name) => ({ value: name, label: t(name) }))}
      />
      {chosen === "own_days" && (
        <>
          <TextInput
            type="date"
            label={t("from")}
            value={from ?? ""}
            max={to}
            onChange={({ currentTarget }) => change({ from: currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            label={t("to")}
            value={to ?? ""}
            min={from}
            onChange={({ currentTarget }) => change({ to: currentTarget.value || undefined })}
          />
        </>
      )}
    </>
  );
}
