import type { MemberRole, Operation } from "@oneheart/contracts";
import { type Database, declaredError, type Principal } from "@oneheart/kernel";
import { type CampaignRow, campaignStore } from "../store/campaigns.ts";
import { organisationStore } from "../store/organisations.ts";

/** Those of the programme see every organisation; administrators act in each. */
const seesAll: ReadonlySet<Principal["role"]> = new Set(["admin", "government", "system"] as const);

/** Whose organisations somebody sees: null for all. */
export function viewOf(principal: Principal): string | null {
  return seesAll.has(principal.role) ? null : principal.playerId;
}

export const anyMember: readonly MemberRole[] = ["owner", "finance", "viewer"];
export const whoManages: readonly MemberRole[] = ["owner"];
export const whoPays: readonly MemberRole[] = ["owner", "finance"];

interface Caller {
  principal: Principal;
  db: Database;
}

/** Throws `hidden` unless the caller may see the organisation: another's is as if it were not there. `member_role_too_low` where a member may look only. */
export async function requireRole(
  operation: Operation,
  { principal, db }: Caller,
  organisation_id: string,
  { needs, hidden }: { needs: readonly MemberRole[]; hidden: "organisation_not_found" | "campaign_not_found" | "contribution_not_found" },
): Promise<void> {
  const organisations = organisationStore({ db });
  if (seesAll.has(principal.role)) {
    if (await organisations.exists(organisation_id)) return;
    throw declaredError(operation, hidden);
  }
  const role = await organisations.roleOf(organisation_id, principal.playerId);
  if (role === undefined) throw declaredError(operation, hidden);
  if (!needs.includes(role)) throw declaredError(operation, "member_role_too_low", { needs: [...needs] });
}

/** A campaign, as it is now, of an organisation in which the caller has one of the roles. */
export async function campaignFor(
  operation: Operation,
  ctx: Caller,
  id: string,
  needs: readonly MemberRole[] = anyMember,
): Promise<CampaignRow> {
  const campaign = await campaignStore(ctx).find(id);
  if (campaign === undefined) throw declaredError(operation, "campaign_not_found");
  await requireRole(operation, ctx, campaign.organisation_id, { needs, hidden: "campaign_not_found" });
  return campaign;
}
