import { z } from "zod";
import { operation, signedIn } from "../common/define.ts";
import { Nothing, shape } from "../common/shared.ts";
import { LinkToken, OwnAccount, Password, SessionTokens } from "./account.ts";
import { Email } from "./email.ts";
import { Username } from "./username.ts";

const password = z.string().min(1).max(200);

/** How people look after their own accounts: address, name, and the way back in. */
export const accountOperations = {
  getAccount: operation({
    route: "GET /api/auth/account",
    summary: "One's own account: name, address, whether it is confirmed, role",
    access: signedIn,
    input: z.object({}),
    output: OwnAccount,
  }),
  requestConfirmation: operation({
    route: "POST /api/auth/email/confirmation",
    summary: "Have the link that confirms one's e-mail address sent again",
    access: signedIn,
    input: z.object({}),
    output: Nothing,
    status: 202,
    errors: { email_already_confirmed: 409 },
  }),
  confirmEmail: operation({
    route: "POST /api/auth/email/confirm",
    summary: "Confirm an e-mail address, or one side of its change, with the token of a mailed link",
    access: ["anyone"],
    input: z.object({ token: LinkToken }),
    /** `other_address` still has to agree before an address is changed. */
    output: shape("EmailConfirmation", { waiting_for: z.enum(["nothing", "other_address"]) }),
    errors: { account_link_invalid: 422 },
  }),
  changeEmail: operation({
    route: "POST /api/auth/email",
    summary: "Change one's e-mail address; links go to the new address and, where it is confirmed, to the old one",
    access: signedIn,
    input: z.object({ email: Email, password }),
    output: Nothing,
    status: 202,
    errors: { wrong_credentials: 401 },
  }),
  changeUsername: operation({
    route: "POST /api/auth/username",
    summary: "Change one's username",
    access: signedIn,
    input: z.object({ username: Username, password }),
    output: OwnAccount,
    errors: { wrong_credentials: 401, username_taken: 409 },
  }),
  requestPasswordReset: operation({
    route: "POST /api/auth/password/forgot",
    summary: "Have a link sent with which a new password can be chosen; the answer is the same whether there is such an account",
    access: ["anyone"],
    input: z.object({ identifier: z.string().trim().min(1).max(254) }),
    output: Nothing,
    status: 202,
  }),
  resetPassword: operation({
    route: "POST /api/auth/password/reset",
    summary: "Choose a new password with the token of a mailed link; every session ends and a new one begins",
    access: ["anyone"],
    input: z.object({ token: LinkToken, new_password: Password }),
    output: SessionTokens,
    errors: { account_link_invalid: 422 },
  }),
};
