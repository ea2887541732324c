import { analyticsContract } from "@oneheart/contracts";
import { useAddressState } from "../../app/address-state.ts";
import { useRead } from "../../app/calls.ts";
import { type Months, monthsOf } from "./months.ts";

const october = 10;
const monthText = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The month in which the programme's fiscal year begins. */
export function useFiscalStart(): number {
  return useRead(analyticsContract.operations.getProgramme, {}).data?.fiscal_year_starts ?? october;
}

export function monthOfToday(): string {
  return new Date().toISOString().slice(0, 7);
}

/** The months in the address; without them this fiscal year. */
export function useNationMonths(): Months {
  const [from] = useAddressState("from");
  const [to] = useAddressState("to");
  const usual = monthsOf("fiscal_year", monthOfToday(), useFiscalStart());
  return {
    from: from !== undefined && monthText.test(from) ? from : usual.from,
    to: to !== undefined && monthText.test(to) ? to : usual.to,
  };
}
