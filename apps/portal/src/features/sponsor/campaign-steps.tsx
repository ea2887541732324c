import { NativeSelect, TextInput } from "@mantine/core";
import { mapContract } from "@oneheart/contracts";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import type { CampaignDraft, Step } from "./campaign-draft.ts";
import { globalPercent } from "./campaign-draft.ts";
import { newCampaignWords } from "./new-campaign-words.ts";
import classes from "./sponsor.module.css";

interface StepProps {
  draft: CampaignDraft;
  onChange: (to: Partial<CampaignDraft>) => void;
}

/** The fields of one step. */
export function CampaignStep({ step, ...props }: StepProps & { step: Step }) {
  if (step === "where") return <Where {...props} />;
  if (step === "when") return <When {...props} />;
  if (step === "money") return <Money {...props} />;
  if (step === "conditions") return <Conditions {...props} />;
  return <Check {...props} />;
}

type TextField = { [K in keyof CampaignDraft]: CampaignDraft[K] extends string ? K : never }[keyof CampaignDraft];

function Field({
  name,
  type = "text",
  description,
  draft,
  onChange,
}: StepProps & { name: Exclude<TextField, "condition">; type?: "text" | "date" | "number"; description?: string }) {
  const t = useWords(newCampaignWords);
  const words = { title: "name", starts_on: "from", ends_on: "until", local_percent: "local", national_percent: "national" } as const;
  const label = t(name in words ? words[name as keyof typeof words] : (name as "budget"), { currency: draft.currency });
  return (
    <TextInput
      label={label}
      description={description}
      type={type}
      min={type === "number" ? 0 : undefined}
      step={type === "number" ? "any" : undefined}
      maxLength={type === "text" ? 200 : undefined}
      value={draft[name]}
      onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
    />
  );
}

function Where({ draft, onChange }: StepProps) {
  const t = useWords(newCampaignWords);
  const { items, query } = useReadPages(mapContract.operations.listZones, { limit: 100 });
  const zones = items as Array<{ id: string; name: string }>;
  const toggle = (id: string) =>
    onChange({ zone_ids: draft.zone_ids.includes(id) ? draft.zone_ids.filter((one) => one !== id) : [...draft.zone_ids, id] });
  return (
    <QueryState query={query}>
      {() =>
        zones.length === 0 ? (
          <EmptyState title={t("no_zones")} />
        ) : (
          <fieldset className={classes.outcome}>
            <legend>{t("zones")}</legend>
            {zones.map(({ id, name }) => (
              <label key={id} className={classes.zone}>
                <input type="checkbox" checked={draft.zone_ids.includes(id)} onChange={() => toggle(id)} />
                <span>{name}</span>
              </label>
            ))}
          </fieldset>
        )
      }
    </QueryState>
  );
}

function When(props: StepProps) {
  const t = useWords(newCampaignWords);
  const { draft, onChange } = props;
  return (
    <>
      <Field name="title" {...props} />
      <div className={classes.fields}>
        <Field name="starts_on" type="date" {...props} />
        <Field name="ends_on" type="date" {...props} />
      </div>
      <fieldset className={classes.outcome}>
        <legend>{t("order")}</legend>
        <label className={classes.zone}>
          <input type="checkbox" checked={draft.staggered} onChange={() => onChange({ staggered: !draft.staggered })} />
          <span>{t("staggered")}</span>
        </label>
        <p>{t("staggered_more")}</p>
        {draft.staggered && (
          <div className={classes.fields}>
            <Field name="groups" type="number" {...props} />
            <Field name="days_apart" type="number" {...props} />
          </div>
        )}
      </fieldset>
    </>
  );
}

const currencies = ["THB", "EUR", "USD"];

function Money(props: StepProps) {
  const t = useWords(newCampaignWords);
  const { draft, onChange } = props;
  return (
    <>
      <NativeSelect
        label={t("currency")}
        value={draft.currency}
        onChange={({ currentTarget }) => onChange({ currency: currentTarget.value })}
        data={currencies}
      />
      <Field name="budget" type="number" description={t("budget_more")} {...props} />
      <Field name="token_price" type="number" description={t("token_price_more")} {...props} />
    </>
  );
}

const conditions = ["plain", "matching", "milestones"] as const;
const asked = {
  plain: [],
  matching: ["match_percent", "person_max", "total_max"],
  milestones: ["first_percent", "after_actions"],
} as const;

function Conditions(props: StepProps) {
  const t = useWords(newCampaignWords);
  const { draft, onChange } = props;
  return (
    <>
      <fieldset className={classes.outcome}>
        <legend>{t("pools")}</legend>
        <div className={classes.fields}>
          <Field name="local_percent" type="number" {...props} />
          <Field name="national_percent" type="number" {...props} />
        </div>
        <p>{t("global", { percent: globalPercent(draft) })}</p>
      </fieldset>
      <NativeSelect
        label={t("condition")}
        value={draft.condition}
        onChange={({ currentTarget }) => onChange({ condition: currentTarget.value as CampaignDraft["condition"] })}
        data={conditions.map((name) => ({ value: name, label: t(name) }))}
      />
      <div className={classes.fields}>
        {asked[draft.condition].map((name) => (
          <Field key={name} name={name} type="number" {...props} />
        ))}
      </div>
    </>
  );
}

function Check({ draft }: StepProps) {
  const t = useWords(newCampaignWords);
  const formats = useFormats();
  const { items } = useReadPages(mapContract.operations.listZones, { limit: 100 });
  const names = (items as Array<{ id: string; name: string }>).filter(({ id }) => draft.zone_ids.includes(id)).map(({ name }) => name);
  const money = (text: string) => formats.money(Number(text) * 100, draft.currency);
  const lines = [
    [t("name"), draft.title],
    [t("where"), names.join(", ")],
    [t("when"), t("days_from_to", { from: formats.day(draft.starts_on), until: formats.day(draft.ends_on) })],
    [t("order"), draft.staggered ? t("order_of_chance", { groups: draft.groups, days: draft.days_apart }) : t("order_at_once")],
    [t("budget", { currency: draft.currency }), money(draft.budget)],
    [t("token_price", { currency: draft.currency }), money(draft.token_price)],
    [t("condition"), t(draft.condition)],
  ] as const;
  return (
    <dl className={classes.bought}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
