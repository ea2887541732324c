import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { Id, line, listOf, Nothing, pageInput, pageOf, shape, Time } from "../common/shared.ts";

/** Who may do what in an organisation: an owner everything, finance what concerns money, a viewer looks. */
export const MemberRole = z.enum(["owner", "finance", "viewer"]);
export type MemberRole = z.infer<typeof MemberRole>;

export const Organisation = shape("Organisation", {
  id: Id,
  name: z.string(),
  /** One's own part in it; null for those of the programme who are no members. */
  member_role: MemberRole.nullable(),
  created_at: Time,
});

const Member = shape("OrganisationMember", { player_id: Id, member_role: MemberRole });

const notFound = { organisation_not_found: 404 } as const;
/** One may look at an organisation, and not do this in it. */
const memberRefusals = {
  ...notFound,
  member_role_too_low: refusal(403, shape("MemberRoleNeeded", { needs: z.array(MemberRole) })),
} as const;

/** Organisations that fund, and their people. */
export const organisationOperations = {
  createOrganisation: operation({
    route: "POST /api/sponsor/organisations",
    summary: "Found an organisation; who does so is its first owner",
    access: ["sponsor", "admin"],
    idempotent: true,
    input: z.object({ name: line(200) }),
    output: Organisation,
    status: 201,
  }),
  listOrganisations: operation({
    route: "GET /api/sponsor/organisations",
    summary: "One's own organisations, newest first; all for the programme",
    access: ["sponsor", "admin", "government"],
    input: z.object(pageInput),
    output: pageOf(Organisation),
  }),
  listMembers: operation({
    route: "GET /api/sponsor/organisations/:id/members",
    summary: "The people of an organisation",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id }),
    output: listOf(Member),
    errors: notFound,
  }),
  setMember: operation({
    route: "PUT /api/sponsor/organisations/:id/members/:player_id",
    summary: "Make somebody a member, or give a member another part",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id, player_id: Id, member_role: MemberRole }),
    output: Member,
    errors: { ...memberRefusals, player_not_found: 404, last_owner: 409 },
  }),
  removeMember: operation({
    route: "DELETE /api/sponsor/organisations/:id/members/:player_id",
    summary: "Take somebody out of an organisation; anyone may leave",
    access: ["sponsor", "admin"],
    input: z.object({ id: Id, player_id: Id }),
    output: Nothing,
    errors: { ...memberRefusals, member_not_found: 404, last_owner: 409 },
  }),
} as const;
