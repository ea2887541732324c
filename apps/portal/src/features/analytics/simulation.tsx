import { type CallInput, impactContract } from "@oneheart/contracts";
import { useState } from "react";
import { type Answer, useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { type Field, RecordForm, type Values } from "../../components/form/record-form.tsx";
import { QueryState } from "../../components/states/states.tsx";
import { settingsWords } from "../programme/settings-words.ts";
import { economyWords } from "./economy-words.ts";
import { SimulationResult } from "./simulation-result.tsx";

const { getRewardPolicy, simulatePolicy } = impactContract.operations;
type Policy = Answer<typeof getRewardPolicy>;
const rates = ["base_xp_bps", "base_tokens_bps"] as const;

/** Other caps and rates, tried on what was earned. */
export function Simulation() {
  const query = useRead(getRewardPolicy, {});
  return <QueryState query={query}>{(policy) => <Loaded policy={policy} />}</QueryState>;
}

function Loaded({ policy }: { policy: Policy }) {
  const t = useWords(economyWords);
  const s = useWords(settingsWords);
  const { caller } = usePortal();
  const [result, setResult] = useState<Answer<typeof simulatePolicy>>();
  const fields: Field[] = [
    ...rates.map((name): Field => ({ name, label: t(name), help: s("bps"), kind: "number", min: 0, max: 100_000, required: true })),
    ...Object.entries(policy).map(
      ([name, value]): Field => ({
        name,
        label: s(name as "name"),
        help: name.endsWith("_bps") ? s("bps") : undefined,
        kind: "number",
        min: 0,
        required: value !== null,
      }),
    ),
  ];
  const send = async ({ base_xp_bps, base_tokens_bps, ...values }: Values) => {
    setResult(undefined);
    const input = { base_xp_bps, base_tokens_bps, policy: values } as CallInput<typeof simulatePolicy>;
    setResult(await (await caller())(simulatePolicy, input));
  };
  return (
    <>
      <RecordForm
        draft="simulation"
        fields={fields}
        initial={{ base_xp_bps: 10_000, base_tokens_bps: 10_000, ...policy }}
        dense
        send={t("run")}
        onSend={send}
      />
      <div role="status">{result && <SimulationResult result={result} />}</div>
    </>
  );
}
