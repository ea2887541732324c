import { identityContract } from "@oneheart/contracts";
import { identityInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { eraseAgain } from "./jobs/erase-again.ts";
import { forgetSessions } from "./jobs/forget-sessions.ts";
import { rotateOldSigningKey } from "./jobs/rotate-signing-key.ts";
import { accountContact } from "./operations/account-contact.ts";
import { accountTraces } from "./operations/account-traces.ts";
import { accountsWithRole } from "./operations/accounts-with-role.ts";
import { adminExists } from "./operations/admin-exists.ts";
import { changeEmail } from "./operations/change-email.ts";
import { changePassword } from "./operations/change-password.ts";
import { changeUsername } from "./operations/change-username.ts";
import { confirmEmail } from "./operations/confirm-email.ts";
import { createAccount } from "./operations/create-account.ts";
import { createInvitation } from "./operations/create-invitation.ts";
import { ensureAdmin } from "./operations/ensure-admin.ts";
import { erasePlayer } from "./operations/erase-player.ts";
import { getAccount } from "./operations/get-account.ts";
import { listInvitations } from "./operations/list-invitations.ts";
import { listSessions } from "./operations/list-sessions.ts";
import { listUsers } from "./operations/list-users.ts";
import { login } from "./operations/login.ts";
import { logout } from "./operations/logout.ts";
import { ownData } from "./operations/own-data.ts";
import { publicKeys } from "./operations/public-keys.ts";
import { refresh } from "./operations/refresh.ts";
import { register } from "./operations/register.ts";
import { renewAdminPassword } from "./operations/renew-admin-password.ts";
import { requestConfirmation } from "./operations/request-confirmation.ts";
import { requestPasswordReset } from "./operations/request-password-reset.ts";
import { resetPassword } from "./operations/reset-password.ts";
import { revokeSession } from "./operations/revoke-session.ts";
import { rotateSigningKey } from "./operations/rotate-signing-key.ts";
import { sessionState } from "./operations/session-state.ts";
import { setRole } from "./operations/set-role.ts";
import { unlockAccount } from "./operations/unlock-account.ts";
import { withdrawInvitation } from "./operations/withdraw-invitation.ts";
import { identitySettings } from "./settings.ts";
import { identityState } from "./state.ts";
import { onAccountMailWanted } from "./subscribers/on-account-mail-wanted.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { ensureSigningKey } from "./workflows/signing.ts";
import { fillSkeletons } from "./workflows/skeletons.ts";

/** Accounts, passwords, sessions and the keys that sign access tokens. */
export const identityService = defineService(wholeContract(identityContract, identityInternal), {
  operations: {
    ownData,
    register,
    login,
    refresh,
    logout,
    listSessions,
    revokeSession,
    changePassword,
    erasePlayer,
    accountContact,
    changeEmail,
    changeUsername,
    confirmEmail,
    getAccount,
    requestConfirmation,
    requestPasswordReset,
    resetPassword,
    adminExists,
    renewAdminPassword,
    createInvitation,
    listInvitations,
    withdrawInvitation,
    listUsers,
    setRole,
    unlockAccount,
    createAccount,
    ensureAdmin,
    rotateSigningKey,
    publicKeys,
    sessionState,
    accountTraces,
    accountsWithRole,
  },
  subscribers: [onAccountMailWanted, onPlayerErased],
  jobs: [rotateOldSigningKey, forgetSessions, eraseAgain],
  migrations: new URL("../migrations/", import.meta.url),
  settings: identitySettings,
  state: identityState,
  async onStart(ctx) {
    await ensureSigningKey(ctx);
    await fillSkeletons(ctx);
  },
});
