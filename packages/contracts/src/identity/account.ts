import { z } from "zod";
import { Id, shape, Time } from "../common/shared.ts";
import { Player } from "../player/public.ts";

export const Password = z.string().min(10).max(200);
export const AccountRole = z.enum(["player", "reviewer", "sponsor", "government", "admin"]);

/**
 * What register, log-in and refresh answer. `expires_in` is the access token's life in seconds. A client keeps `device_token` beyond
 * the session and sends it with the next log-in: a known device is not held up by wrong passwords that others try.
 */
export const SessionTokens = shape("SessionTokens", {
  player: Player,
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
  device_token: z.string(),
});

export const Session = shape("Session", {
  id: Id,
  device: z.string(),
  ip_address: z.string(),
  created_at: Time,
  last_used_at: Time,
  expires_at: Time,
  current: z.boolean(),
});

/** An account as administrators see it. */
export const Account = shape("Account", {
  id: Id,
  username: z.string(),
  email: z.string(),
  /** Whether its owner showed that mail to the address arrives. */
  email_confirmed: z.boolean(),
  role: AccountRole,
  created_at: Time,
});

/** One's own account. */
export const OwnAccount = Account.extend({
  /** The address that takes the place of `email` once both owners have agreed. */
  new_email: z.string().nullable(),
}).meta({ id: "OwnAccount" });

/** The secret of a link that was sent or handed on. */
export const LinkToken = z.string().min(20).max(100);
