import { z } from "zod";
import { operation } from "../common/define.ts";
import { Id, line, Nothing, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { inputWords } from "../words/input-words.ts";
import { AccountRole } from "./account.ts";

/** The code of an invitation, as people may type it: case, spaces and dashes do not matter. */
export const InvitationCode = z
  .string()
  .trim()
  .max(60)
  .overwrite((code) => code.toUpperCase().replaceAll(/[\s-]/g, ""))
  .regex(/^[2-9A-HJ-NP-Z]{16}$/, inputWords.invitation_code);

export const Invitation = shape("Invitation", {
  id: Id,
  /** What accounts that register with it may do. */
  role: AccountRole,
  /** What the administrator noted, such as the event that it is for. */
  note: z.string().nullable(),
  uses: z.int(),
  uses_max: z.int(),
  created_at: Time,
  expires_at: Time,
});

/** How administrators let people register with a role, or a group from one address, without inventing passwords for them. */
export const invitationOperations = {
  createInvitation: operation({
    route: "POST /api/admin/invitations",
    summary: "Invite one person with any role, or a group of players; the code is told once",
    access: ["admin"],
    input: z.object({
      role: AccountRole.default("player"),
      /** Only players are invited as a group. */
      uses_max: z.int().min(1).max(1000).default(1),
      expires_in_hours: z.int().min(1).max(8760).default(168),
      note: line(200).optional(),
    }),
    output: Invitation.extend({ code: z.string(), url: z.string() }).meta({ id: "NewInvitation" }),
    status: 201,
    errors: { admin_role_needs_approval: 409 },
  }),
  listInvitations: operation({
    route: "GET /api/admin/invitations",
    summary: "Invitations that can still be used, newest first",
    access: ["admin"],
    input: z.object({ ...pageInput }),
    output: pageOf(Invitation),
  }),
  withdrawInvitation: operation({
    route: "DELETE /api/admin/invitations/:id",
    summary: "Withdraw an invitation; who has registered with it stays",
    access: ["admin"],
    input: z.object({ id: Id }),
    output: Nothing,
    status: 204,
    errors: { invitation_not_found: 404 },
  }),
};
