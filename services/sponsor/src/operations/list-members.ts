import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { organisationStore } from "../store/organisations.ts";
import { anyMember, requireRole } from "../workflows/access.ts";

const operation = sponsorContract.operations.listMembers;

/** The people of an organisation, for each of them. */
export const listMembers = handle(operation, async ({ id }, ctx) => {
  await requireRole(operation, ctx, id, { needs: anyMember, hidden: "organisation_not_found" });
  return { items: await organisationStore(ctx).members(id) };
});
