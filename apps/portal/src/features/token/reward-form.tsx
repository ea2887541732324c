import { tokenContract } from "@oneheart/contracts";
import type { Answer } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { type Field, RecordForm, type Values } from "../../components/form/record-form.tsx";
import { rewardWords } from "./reward-words.ts";

const { createReward, updateReward } = tokenContract.operations;

function useRewardFields(): Field[] {
  const t = useWords(rewardWords);
  return [
    { name: "name", label: t("name"), kind: "line", required: true, max: 255 },
    { name: "category", label: t("category"), kind: "line", required: true, max: 50 },
    { name: "description", label: t("description"), kind: "text", max: 5000 },
    { name: "price_tokens", label: t("price"), kind: "number", min: 1, max: 1_000_000, required: true },
  ];
}

export function NewRewardForm({ onDone }: { onDone: () => void }) {
  const t = useWords(rewardWords);
  const write = useWrite();
  const fields: Field[] = [...useRewardFields(), { name: "quantity", label: t("quantity"), kind: "number", min: 0, required: true }];
  const send = async (values: Values) => {
    await write(createReward, values as never);
    onDone();
  };
  const initial = { name: "", category: "", description: "", price_tokens: 10, quantity: 100 };
  return <RecordForm draft="reward new" fields={fields} initial={initial} onSend={send} onCancel={onDone} />;
}

export function RewardForm({ reward, onDone }: { reward: Answer<typeof updateReward>; onDone: () => void }) {
  const t = useWords(rewardWords);
  const formats = useFormats();
  const write = useWrite();
  const fields: Field[] = [
    ...useRewardFields(),
    { name: "quantity_change", label: t("change"), kind: "number", min: -1_000_000, max: 1_000_000 },
    { name: "is_available", label: t("is_available"), kind: "switch" },
  ];
  const { name, category, description, price_tokens, is_available } = reward;
  const send = async ({ quantity_change, ...values }: Values) => {
    await write(updateReward, { ...values, id: reward.id, ...(quantity_change ? { quantity_change } : {}) } as never);
    onDone();
  };
  return (
    <>
      <p>{t("stock_is", { count: formats.number(reward.quantity) })}</p>
      <RecordForm
        draft={`reward ${reward.id}`}
        fields={fields}
        initial={{ name, category, description, price_tokens, is_available, quantity_change: null }}
        onSend={send}
        onCancel={onDone}
      />
    </>
  );
}
