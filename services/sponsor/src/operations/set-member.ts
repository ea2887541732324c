import { sponsorContract } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { leavesNoOwner } from "../rules/members.ts";
import { organisationStore } from "../store/organisations.ts";
import { requireRole, whoManages } from "../workflows/access.ts";

const operation = sponsorContract.operations.setMember;

/** Makes somebody a member. An organisation that has owners keeps one. */
export const setMember = handle(operation, async ({ id, player_id, member_role }, ctx) => {
  await requireRole(operation, ctx, id, { needs: whoManages, hidden: "organisation_not_found" });
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [player_id] });
  const person = items[0];
  if (person === undefined || person.erased) return ctx.fail("player_not_found");
  return ctx.transaction(async (tx) => {
    const organisations = organisationStore(tx);
    await organisations.lockMembers(id);
    if (leavesNoOwner(await organisations.members(id), person.id, member_role)) ctx.fail("last_owner");
    await organisations.setMember(id, person.id, member_role);
    return { player_id: person.id, member_role };
  });
});
