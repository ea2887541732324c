import type { Database } from "@oneheart/kernel";
import type { Fulfilment } from "../../rules/offer.ts";
import { partnerStore } from "../../store/partners.ts";

type Problem = "partner_not_found" | "partner_required" | "webhook_missing";

/** What a reward lacks of the partner that is to hand it over; undefined when nothing. */
export async function partnerProblem(
  at: { db: Database },
  { fulfilment, partner_id }: { fulfilment: Fulfilment; partner_id: string | null },
): Promise<Problem | undefined> {
  if (partner_id === null) return fulfilment === "pickup" || fulfilment === "webhook" ? "partner_required" : undefined;
  const partner = await partnerStore(at).find(partner_id);
  if (partner === undefined) return "partner_not_found";
  return fulfilment === "webhook" && partner.webhook_url === null ? "webhook_missing" : undefined;
}
