import { z } from "zod";
import { defineContract, operation, signedIn } from "../common/define.ts";
import { Id, IdOrDid, Location, listOf, Nothing, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { Account, AccountRole, Password, Session, SessionTokens } from "./account.ts";
import { accountOperations } from "./account-operations.ts";
import { Email } from "./email.ts";
import { InvitationCode, invitationOperations } from "./invitation-operations.ts";
import { Username } from "./username.ts";

export const identityContract = defineContract({
  service: "identity",
  operations: {
    register: operation({
      route: "POST /api/auth/register",
      aliases: ["POST /api/player/register"],
      summary: "Register a player and start a session",
      access: ["anyone"],
      limit: "sessions",
      /** An invitation gives its role, and lets a group register from one address. */
      input: z.object({
        username: Username,
        email: Email,
        password: Password,
        location: Location.optional(),
        invitation: InvitationCode.optional(),
      }),
      output: SessionTokens,
      status: 201,
      errors: { username_taken: 409, invitation_invalid: 422 },
    }),
    login: operation({
      route: "POST /api/auth/login",
      summary: "Start a session with a username or email and a password",
      access: ["anyone"],
      limit: "sessions",
      input: z.object({
        identifier: z.string().trim().min(1).max(254),
        password: z.string().min(1).max(200),
        device_token: z.string().max(400).optional(),
      }),
      output: SessionTokens,
      errors: { wrong_credentials: 401 },
    }),
    refresh: operation({
      route: "POST /api/auth/refresh",
      summary:
        "Trade a refresh token for new tokens, again within 30 seconds if the answer was lost; used later, it ends its session family",
      access: ["anyone"],
      limit: "sessions",
      input: z.object({ refresh_token: z.string().min(20).max(200) }),
      output: SessionTokens,
      errors: { refresh_token_invalid: 401, refresh_token_reused: 401 },
    }),
    logout: operation({
      route: "POST /api/auth/logout",
      summary: "End the session; its access token stops working at once",
      access: signedIn,
      input: z.object({}),
      output: Nothing,
      status: 204,
    }),
    listSessions: operation({
      route: "GET /api/auth/sessions",
      summary: "List one's own live sessions with device and address",
      access: signedIn,
      input: z.object({}),
      output: listOf(Session),
    }),
    revokeSession: operation({
      route: "DELETE /api/auth/sessions/:id",
      summary: "End one of one's own sessions",
      access: signedIn,
      input: z.object({ id: Id }),
      output: Nothing,
      status: 204,
      errors: { session_not_found: 404 },
    }),
    changePassword: operation({
      route: "POST /api/auth/password",
      summary: "Change the password and end every other session",
      access: signedIn,
      input: z.object({ current_password: z.string().min(1).max(200), new_password: Password }),
      output: Nothing,
      status: 204,
      errors: { wrong_credentials: 401 },
    }),
    erasePlayer: operation({
      route: "DELETE /api/player/:id",
      summary: "Erase a person: oneself with the password again, or anybody as an admin; nothing brings the account back",
      access: signedIn,
      approval: { by: ["admin"], waits_hours: 72, record: "id" },
      audited: true,
      input: z.object({ id: z.union([IdOrDid, z.literal("me")]), password: z.string().min(1).max(200).optional() }),
      output: Nothing,
      status: 204,
      errors: { player_not_found: 404, wrong_credentials: 401, last_admin: 409 },
    }),
    ...accountOperations,
    ...invitationOperations,
    listUsers: operation({
      route: "GET /api/admin/users",
      summary: "List accounts, newest first",
      access: ["admin"],
      audited: true,
      input: z.object({ ...pageInput, role: AccountRole.optional(), username: z.string().max(40).optional() }),
      output: pageOf(Account),
    }),
    setRole: operation({
      route: "PATCH /api/admin/users/:id/role",
      summary: "Give an account another role; its sessions end",
      access: ["admin"],
      approval: { by: ["admin"], waits_hours: 72, record: "id" },
      input: z.object({ id: Id, role: AccountRole }),
      output: Account,
      errors: { account_not_found: 404, last_admin: 409 },
    }),
    unlockAccount: operation({
      route: "POST /api/admin/users/:id/unlock",
      summary: "Forget the wrong passwords that were tried for an account",
      access: ["admin"],
      input: z.object({ id: Id }),
      output: Nothing,
      status: 204,
      errors: { account_not_found: 404 },
    }),
    createAccount: operation({
      route: "POST /api/admin/users",
      summary: "Create an account with any role",
      access: ["admin", "internal"],
      input: z.object({
        username: Username,
        email: Email,
        password: Password,
        role: AccountRole,
        location: Location.optional(),
      }),
      output: Account,
      status: 201,
      errors: { username_taken: 409, email_taken: 409, admin_role_needs_approval: 409 },
    }),
    rotateSigningKey: operation({
      route: "POST /api/admin/signing-keys/rotate",
      summary: "Start signing with a new key; tokens signed with the old one stay valid until they expire",
      access: ["admin"],
      input: z.object({}),
      output: shape("SigningKey", { kid: z.string(), created_at: Time }),
      status: 201,
    }),
    publicKeys: operation({
      route: "GET /.well-known/jwks.json",
      summary: "The public keys that verify access tokens (RFC 7517)",
      access: ["anyone", "internal"],
      limit: "none",
      input: z.object({}),
      output: shape("JsonWebKeySet", { keys: z.array(z.record(z.string(), z.unknown())) }),
    }),
  },
});
