import { identityContract, type Role } from "@oneheart/contracts";
import { type Context, handle, networkOf } from "@oneheart/kernel";
import { hashInvitationCode } from "../rules/invitation-code.ts";
import { isReserved } from "../rules/reserved-names.ts";
import { identitySettings } from "../settings.ts";
import { invitationStore } from "../store/invitations.ts";
import { openAccount } from "../workflows/new-account.ts";
import { refuseWeakPassword } from "../workflows/password-policy.ts";
import { createPlayerOf } from "../workflows/player-of.ts";
import { limitRequests } from "../workflows/request-limits.ts";
import { prepareGrant, startSession } from "../workflows/start-session.ts";

const operation = identityContract.operations.register;
/** A class or an event that registers at once, from one address. */
const perInvitation = 200;

/**
 * Registers a player, or whom an invitation names, and begins a session. The answer does not tell whether somebody else uses the
 * address: it belongs to whoever confirms it.
 */
export const register = handle(operation, async ({ location, invitation: code, ...draft }, ctx) => {
  const invitation = await admit(ctx, code);
  if (isReserved(draft.username)) ctx.fail("username_taken");
  await refuseWeakPassword(draft.password, draft);
  const account = await openAccount(ctx, { ...draft, role: invitation?.role ?? "player" }, async (tx) => {
    if (invitation && !(await invitationStore(tx).use(invitation.id, ctx.clock.now()))) ctx.fail("invitation_invalid");
  });
  if (account === undefined) return ctx.fail("username_taken");

  const player = await createPlayerOf(ctx, account, location);
  return startSession(ctx, await prepareGrant(ctx, account, player));
});

/** Without an invitation the specification's limit of an address holds; with one, its own. */
async function admit(ctx: Context<typeof operation>, code: string | undefined): Promise<{ id: string; role: Role } | undefined> {
  if (code === undefined) {
    const place = networkOf(ctx.source.ip);
    await limitRequests(ctx, `register:${place}`, ctx.settings(identitySettings).RATE_ANYONE_PER_MINUTE);
    return undefined;
  }
  const invitation = await invitationStore(ctx).find(hashInvitationCode(code), ctx.clock.now());
  if (invitation === undefined) return ctx.fail("invitation_invalid");
  await limitRequests(ctx, `invitation:${invitation.id}`, perInvitation);
  return invitation;
}
