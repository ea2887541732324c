import { z } from "zod";
import { defineContract, event, operation, signedIn } from "./define.ts";
import { Player } from "./player.ts";
import { Id, IdOrDid, Location, Nothing, pageInput, pageOf, Time } from "./shared.ts";

/** 3 to 40 letters, marks, digits or emoji of any script, with `_ . -` inside; no spaces. */
export const Username = z
  .string()
  .trim()
  .normalize("NFC")
  .min(3)
  .max(40)
  .regex(
    /^(?:[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}_.-]|\u200d|\ufe0f)+$/u,
    "letters, digits, emoji and _ . - only",
  );
export const Password = z.string().min(10).max(200);
export const AccountRole = z.enum(["player", "reviewer", "sponsor", "government", "admin"]);

/** What register, log-in and refresh answer. `expires_in` is the access token's life in seconds. */
export const SessionTokens = z.object({
  player: Player,
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
});

export const Session = z.object({
  id: Id,
  device: z.string(),
  ip_address: z.string(),
  created_at: Time,
  last_used_at: Time,
  expires_at: Time,
  current: z.boolean(),
});

/** Something that sessions of one account were seen with: `device` is a program at an address, which says less than its name. */
const Trace = z.object({
  kind: z.enum(["device", "address"]),
  /** A keyed hash, equal for equal devices or addresses. */
  key: z.string(),
  /** How many accounts were seen with it, counted up to 50. */
  accounts: z.int(),
});

export const Account = z.object({
  id: Id,
  username: z.string(),
  email: z.string(),
  role: AccountRole,
  locked_until: Time.nullable(),
  created_at: Time,
});

/** `erased_name` takes the place of the username. No personal data: jobs may wait for long. */
const AccountErased = z.object({ player_id: Id, erased_name: z.string() });
const AccountRegistered = z.object({ player_id: Id, username: z.string(), role: AccountRole });

export const identityContract = defineContract({
  service: "identity",
  operations: {
    register: operation({
      route: "POST /api/auth/register",
      aliases: ["POST /api/player/register"],
      summary: "Register a player and start a session",
      access: ["anyone"],
      input: z.object({ username: Username, email: z.email().max(254), password: Password, location: Location.optional() }),
      output: SessionTokens,
      status: 201,
      errors: { username_taken: 409, email_taken: 409 },
    }),
    login: operation({
      route: "POST /api/auth/login",
      summary: "Start a session with a username or email and a password",
      access: ["anyone"],
      input: z.object({ identifier: z.string().trim().min(1).max(254), password: z.string().min(1).max(200) }),
      output: SessionTokens,
      errors: { wrong_credentials: 401, account_locked: 423 },
    }),
    refresh: operation({
      route: "POST /api/auth/refresh",
      summary: "Trade a refresh token for new tokens; a token used twice ends its whole session family",
      access: ["anyone"],
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
      output: z.object({ items: z.array(Session) }),
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
      audited: true,
      input: z.object({ id: z.union([IdOrDid, z.literal("me")]), password: z.string().min(1).max(200).optional() }),
      output: Nothing,
      status: 204,
      errors: { player_not_found: 404, wrong_credentials: 401, last_admin: 409 },
    }),
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
      input: z.object({ id: Id, role: AccountRole }),
      output: Account,
      errors: { account_not_found: 404, last_admin: 409 },
    }),
    createAccount: operation({
      route: "POST /api/admin/users",
      summary: "Create an account with any role",
      access: ["admin", "internal"],
      input: z.object({
        username: Username,
        email: z.email().max(254),
        password: Password,
        role: AccountRole,
        location: Location.optional(),
      }),
      output: Account,
      status: 201,
      errors: { username_taken: 409, email_taken: 409 },
    }),
    /** Makes the account `admin` when no administrator exists yet. */
    ensureAdmin: operation({
      summary: "Create the first administrator",
      access: ["internal"],
      input: z.object({ password: Password }),
      output: z.object({ created: z.boolean() }),
    }),
    rotateSigningKey: operation({
      route: "POST /api/admin/signing-keys/rotate",
      summary: "Start signing with a new key; tokens signed with the old one stay valid until they expire",
      access: ["admin"],
      input: z.object({}),
      output: z.object({ kid: z.string(), created_at: Time }),
      status: 201,
    }),
    publicKeys: operation({
      route: "GET /.well-known/jwks.json",
      summary: "The public keys that verify access tokens (RFC 7517)",
      access: ["anyone", "internal"],
      limit: "none",
      input: z.object({}),
      output: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
    }),
    /** The gateway asks on every request that its own cache cannot answer. */
    sessionState: operation({
      summary: "Whether a session is still live",
      access: ["internal"],
      input: z.object({ session_id: Id }),
      output: z.object({ live: z.boolean() }),
    }),
    /** For whoever judges whether accounts have to do with each other. Traces are kept for 30 days after they were last seen. */
    accountTraces: operation({
      summary: "How old accounts are, and the devices and addresses they were seen with, as keyed hashes",
      access: ["internal"],
      input: z.object({
        ids: z.array(Id).max(50),
        /** Where a request under way comes from, to be hashed in the same way. */
        here: z.object({ ip_address: z.string().max(200), user_agent: z.string() }).optional(),
      }),
      output: z.object({
        items: z.array(z.object({ id: Id, created_at: Time, traces: z.array(Trace) })),
        here: z.array(Trace),
      }),
    }),
  },
  events: {
    accountRegistered: event("account.registered", AccountRegistered),
    /** For the player service, which says `player.erased` once its own part is done. */
    accountErased: event("account.erased", AccountErased),
    roleChanged: event("account.role_changed", z.object({ account_id: Id, role: AccountRole })),
  },
});
