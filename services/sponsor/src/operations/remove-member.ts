import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { leavesNoOwner } from "../rules/members.ts";
import { organisationStore } from "../store/organisations.ts";
import { anyMember, requireRole, whoManages } from "../workflows/access.ts";

const operation = sponsorContract.operations.removeMember;

/** Takes somebody out. Anyone may leave, and only owners may take out others. */
export const removeMember = handle(operation, async ({ id, player_id }, ctx) => {
  const leaves = player_id.toLowerCase() === ctx.principal.playerId;
  await requireRole(operation, ctx, id, { needs: leaves ? anyMember : whoManages, hidden: "organisation_not_found" });
  return ctx.transaction(async (tx) => {
    const organisations = organisationStore(tx);
    await organisations.lockMembers(id);
    const members = await organisations.members(id);
    if (!members.some((member) => member.player_id === player_id.toLowerCase())) ctx.fail("member_not_found");
    if (leavesNoOwner(members, player_id.toLowerCase(), undefined)) ctx.fail("last_owner");
    await organisations.removeMember(id, player_id);
    return {};
  });
});
