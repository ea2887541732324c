/** Why a payment is not believed. */
export type PaymentRefusal =
  | "second_person_needed"
  | "not_a_transfer"
  | "signature_invalid"
  | "signature_too_old"
  | "payment_event_unreadable";

/** What is told of a payment that has arrived. */
export interface PaymentNotice {
  contribution_id: string;
  amount_minor: bigint;
  currency: string;
  /** Of the provider's event; undefined where a person says so. */
  event: { id: string; type: string } | undefined;
}

/** A way in which money arrives: turns evidence into a notice, nothing (it is about something else), or a refusal. */
export interface PaymentAdapter<Evidence> {
  method: "transfer" | "card";
  read(evidence: Evidence): PaymentNotice | undefined | PaymentRefusal;
}
