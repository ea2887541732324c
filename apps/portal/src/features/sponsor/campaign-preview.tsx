import { mapContract } from "@oneheart/contracts";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { Card } from "../../components/page/page.tsx";
import { type CampaignDraft, globalPercent, whatItBuys } from "./campaign-draft.ts";
import { newCampaignWords } from "./new-campaign-words.ts";
import classes from "./sponsor.module.css";

/** What the budget buys, as far as it is filled in. */
export function CampaignPreview({ draft }: { draft: CampaignDraft }) {
  const t = useWords(newCampaignWords);
  const formats = useFormats();
  const { caller } = usePortal();
  const { data: tokens = [] } = useQuery({
    queryKey: ["mission-tokens", draft.zone_ids],
    queryFn: async () => {
      const call = await caller();
      const pages = await Promise.all(draft.zone_ids.map((id) => call(mapContract.operations.zoneMissions, { id, limit: 100 })));
      return pages.flatMap(({ items }) => items.map(({ base_tokens }) => base_tokens));
    },
  });
  const bought = whatItBuys(draft, tokens);
  const share = (percent: number) => formats.money(Number(draft.budget) * percent, draft.currency);
  const pools = [
    ["pool_local", Number(draft.local_percent)],
    ["pool_national", Number(draft.national_percent)],
    ["pool_global", Math.max(0, globalPercent(draft))],
  ] as const;
  return (
    <Card title={t("preview")} tone="sunk">
      {bought === undefined ? (
        <p>{t("preview_empty")}</p>
      ) : (
        <dl className={classes.bought} aria-live="polite">
          <dt>{t("buys_tokens")}</dt>
          <dd>{formats.number(bought.tokens)}</dd>
          {draft.zone_ids.length > 0 && (
            <>
              <dt>{t("buys_actions")}</dt>
              <dd>
                {bought.actions === undefined ? t("buys_no_mission") : actionsText(bought.actions)}
                {bought.actions && <small>{t("buys_more")}</small>}
              </dd>
            </>
          )}
          <dt>{t("buys_pools")}</dt>
          {pools.map(([name, percent]) => (
            <dd key={name} className={classes.pool}>
              <span>{t(name)}</span> {share(percent)}
            </dd>
          ))}
        </dl>
      )}
    </Card>
  );

  function actionsText({ least, most }: { least: number; most: number }): string {
    const [from, to] = [formats.number(least), formats.number(most)];
    return least === most ? t("buys_about", { most: to }) : t("buys_from_to", { least: from, most: to });
  }
}
