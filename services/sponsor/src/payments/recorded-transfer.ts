import type { PaymentAdapter } from "./port.ts";

/** A transfer that one person entered, and what a second one says who looked at the bank account. */
interface Confirmation {
  contribution: { id: string; method: string; amount_minor: bigint; entered_by: Buffer };
  currency: string;
  confirmed_by: Buffer;
}

/** Money on a bank account, seen by two people. */
export const recordedTransfer: PaymentAdapter<Confirmation> = {
  method: "transfer",
  read({ contribution, currency, confirmed_by }) {
    if (contribution.method !== "transfer") return "not_a_transfer";
    if (contribution.entered_by.equals(confirmed_by)) return "second_person_needed";
    return { contribution_id: contribution.id, amount_minor: contribution.amount_minor, currency, event: undefined };
  },
};
