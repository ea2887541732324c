import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { Language } from "../notification/public.ts";
import { AccountRole, Password } from "./account.ts";

/** Something that sessions of one account were seen with: `device` is a program at an address, which says less than its name. */
const Trace = shape("AccountTrace", {
  kind: z.enum(["device", "address"]),
  /** A keyed hash, equal for equal devices or addresses. */
  key: z.string(),
  /** How many accounts were seen with it, counted up to 50. */
  accounts: z.int(),
});

/** `erased_name` takes the place of the username. No personal data: jobs may wait for long. */
const AccountErased = shape("AccountErased", { player_id: Id, erased_name: z.string() });

/** What the request that wants a mail asked for; the person's own choice goes before it. */
const AskedLanguage = Language.optional();

/** `name` is what an account is looked up by when nobody has looked yet whether there is one. */
const AccountMailWanted = z.union([
  z.object({ kind: z.enum(["confirm_email", "change_email"]), player_id: Id, language: AskedLanguage }),
  z.object({ kind: z.literal("reset_password"), name: z.string(), language: AskedLanguage }),
]);

const AccountRegistered = shape("AccountRegistered", { player_id: Id, username: z.string(), role: AccountRole });

/** What only services ask of each other here, and what they tell. */
export const identityInternal = defineContract({
  service: "identity",
  operations: {
    ownData: ownDataOperation,
    /** Makes the account `admin` when no administrator exists yet. */
    ensureAdmin: operation({
      summary: "Create the first administrator",
      access: ["internal"],
      input: z.object({ password: Password }),
      /** `password_works`: it is that of the account `admin`. */
      output: shape("FirstAdmin", { created: z.boolean(), password_works: z.boolean() }),
    }),
    adminExists: operation({
      summary: "Whether there is an administrator",
      access: ["internal"],
      input: z.object({}),
      output: shape("AdminExists", { exists: z.boolean() }),
    }),
    /** For whoever needs the people behind a role, such as those who may approve. */
    accountsWithRole: operation({
      summary: "The accounts that have one of these roles",
      access: ["internal"],
      input: z.object({ roles: z.array(AccountRole).min(1) }),
      output: shape("AccountsWithRole", { ids: z.array(Id) }),
    }),
    /** For the console. Without a name it is the first administrator's. */
    renewAdminPassword: operation({
      summary: "Set an administrator's password without the old one",
      access: ["internal"],
      input: z.object({ username: z.string().max(40).optional(), password: Password }),
      output: shape("RenewedAdmin", { username: z.string() }),
      errors: { account_not_found: 404 },
    }),
    /** The gateway asks on every request that its own cache cannot answer. */
    sessionState: operation({
      summary: "Whether a session is still live",
      access: ["internal"],
      input: z.object({ session_id: Id }),
      output: shape("SessionState", { live: z.boolean() }),
    }),
    /** For whoever judges whether accounts have to do with each other. Traces are kept for 30 days after they were last seen. */
    accountTraces: operation({
      summary: "How old accounts are, and the devices and addresses they were seen with, as keyed hashes",
      access: ["internal"],
      input: z.object({
        ids: z.array(Id).max(50),
        /** Where a request under way comes from, to be hashed in the same way. */
        here: shape("RequestOrigin", { ip_address: z.string().max(200), user_agent: z.string() }).optional(),
      }),
      output: shape("AccountTracesList", {
        items: z.array(shape("AccountTraces", { id: Id, created_at: Time, traces: z.array(Trace) })),
        here: z.array(Trace),
      }),
    }),
    /** For whoever writes to people or shows their names. */
    accountContact: operation({
      summary: "Name and address of an account; the address counts for mail only when it is confirmed",
      access: ["internal"],
      input: z.object({ id: Id }),
      output: shape("AccountContact", { username: z.string(), email: z.string(), email_confirmed: z.boolean() }),
      errors: { account_not_found: 404 },
    }),
  },
  events: {
    /** Another name or address; ask `accountContact` which. */
    accountUpdated: event("account.updated", z.object({ player_id: Id })),
    accountMailWanted: event("account.mail_wanted", AccountMailWanted),
    accountRegistered: event("account.registered", AccountRegistered),
    /** For the player service, which says `player.erased` once its own part is done. */
    accountErased: event("account.erased", AccountErased),
    roleChanged: event("account.role_changed", z.object({ account_id: Id, role: AccountRole })),
  },
});
