import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentOrganisation } from "../present.ts";
import { organisationStore } from "../store/organisations.ts";

/** Founds an organisation. One of the programme founds it for others, and is no member. */
export const createOrganisation = handle(sponsorContract.operations.createOrganisation, async ({ name }, ctx) => {
  const row = { id: ctx.newId(), name, created_at: ctx.clock.now() };
  const member_role = ctx.principal.role === "sponsor" ? "owner" : null;
  return ctx.answer(async (tx) => {
    await organisationStore(tx).add(row);
    if (member_role !== null) await organisationStore(tx).setMember(row.id, ctx.principal.playerId, member_role);
    return presentOrganisation({ ...row, member_role });
  });
});
