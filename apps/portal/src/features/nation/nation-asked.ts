import { analyticsContract } from "@oneheart/contracts";
import { useAddressState } from "../../app/address-state.ts";
import { useRead } from "../../app/calls.ts";
import { presets, stepFor } from "./months.ts";

const october = 10;
const dayText = /^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$/;

/** The month in which the programme's fiscal year begins. */
export function useFiscalStart(): number {
  return useRead(analyticsContract.operations.getProgramme, {}).data?.fiscal_year_starts ?? october;
}

export function monthOfToday(): string {
  return new Date().toISOString().slice(0, 7);
}

/** What the address asks for: an area, and a period or days; without them the whole programme in this fiscal year. */
export function useNationAsked() {
  const [period] = useAddressState("period");
  const [from] = useAddressState("from");
  const [to] = useAddressState("to");
  const [area] = useAddressState("area");
  const named = presets.find((one) => one === period);
  const days = {
    from: from !== undefined && dayText.test(from) ? from : undefined,
    to: to !== undefined && dayText.test(to) ? to : undefined,
  };
  const isOwn = named === undefined && (days.from !== undefined || days.to !== undefined);
  const asked = isOwn ? days : { period: named ?? "this_fiscal_year" };
  return { ...asked, area, step: stepFor(asked) };
}
