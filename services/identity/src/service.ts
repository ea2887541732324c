import { identityContract } from "@oneheart/contracts";
import { defineService } from "@oneheart/kernel";
import { eraseAgain } from "./jobs/erase-again.ts";
import { forgetSessions } from "./jobs/forget-sessions.ts";
import { rotateOldSigningKey } from "./jobs/rotate-signing-key.ts";
import { accountTraces } from "./operations/account-traces.ts";
import { changePassword } from "./operations/change-password.ts";
import { createAccount } from "./operations/create-account.ts";
import { ensureAdmin } from "./operations/ensure-admin.ts";
import { erasePlayer } from "./operations/erase-player.ts";
import { listSessions } from "./operations/list-sessions.ts";
import { listUsers } from "./operations/list-users.ts";
import { login } from "./operations/login.ts";
import { logout } from "./operations/logout.ts";
import { publicKeys } from "./operations/public-keys.ts";
import { refresh } from "./operations/refresh.ts";
import { register } from "./operations/register.ts";
import { revokeSession } from "./operations/revoke-session.ts";
import { rotateSigningKey } from "./operations/rotate-signing-key.ts";
import { sessionState } from "./operations/session-state.ts";
import { setRole } from "./operations/set-role.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { warmUpPasswords } from "./workflows/passwords.ts";
import { ensureSigningKey } from "./workflows/signing.ts";

/** Accounts, passwords, sessions and the keys that sign access tokens. */
export const identityService = defineService(identityContract, {
  operations: {
    register,
    login,
    refresh,
    logout,
    listSessions,
    revokeSession,
    changePassword,
    erasePlayer,
    listUsers,
    setRole,
    createAccount,
    ensureAdmin,
    rotateSigningKey,
    publicKeys,
    sessionState,
    accountTraces,
  },
  subscribers: [onPlayerErased],
  jobs: [rotateOldSigningKey, forgetSessions, eraseAgain],
  migrations: new URL("../migrations/", import.meta.url),
  async onStart(ctx) {
    await ensureSigningKey(ctx);
    await warmUpPasswords();
  },
});
