import { type CallInput, identityContract, inputWords } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import { type Context, commonError, handleApproved, type RecordChange } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { announceEnds } from "../workflows/end-session.ts";
import { draftErasure, eraseAccount } from "../workflows/erasure.ts";
import { provePassword } from "../workflows/prove-password.ts";

const operation = identityContract.operations.erasePlayer;
type ErasureContext = Context<typeof operation>;
type Erasure = CallInput<typeof operation>;

/** Ends the account and all its sessions at once; every service then removes its own part. Doing it again finishes what was left. */
export const erasePlayer = handleApproved(operation, { change, run });

/** People erase themselves alone. Of somebody else only the id is kept, so that nothing of a person stays in the request. */
async function change({ id: name }: Erasure, ctx: ErasureContext): Promise<RecordChange | undefined> {
  const id = await accountIdOf(name, ctx);
  if (id === ctx.principal.playerId || ctx.principal.role !== "admin") return undefined;
  const account = (id && (await accountStore(ctx).find(id))) || ctx.fail("player_not_found");
  if (account.erased_at !== null) return undefined;
  const before = { role: account.role, registered: account.created_at.toISOString().slice(0, 10) };
  return { before, after: null, input: { id: account.id } };
}

async function run({ id: name, password }: Erasure, ctx: ErasureContext) {
  const id = await accountIdOf(name, ctx);
  if (id === ctx.principal.playerId) await proveOwn(password, ctx);
  else if (ctx.principal.role !== "admin") ctx.fail("forbidden");

  const erasure = await draftErasure(ctx);
  const ended = await ctx.transaction(async (tx) => {
    const accounts = accountStore(tx);
    await accounts.lockAdmins();
    const account = (id && (await accounts.lock(id))) || ctx.fail("player_not_found");
    if (account.role === "admin" && !(await accounts.adminExists(account.id))) ctx.fail("last_admin");
    if (account.erased_at === null) await eraseAccount(tx, account.id, erasure);
    return sessionStore(tx).endAll(account.id, "erased", ctx.clock.now());
  });
  await announceEnds(ctx, ended);
  return {};
}

/** A player's id is that of the account. */
async function accountIdOf(name: string, ctx: ErasureContext): Promise<string | undefined> {
  if (name === "me") return ctx.principal.playerId;
  if (!name.startsWith("did:")) return name.toLowerCase();
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids: [name] });
  return items[0]?.id;
}

async function proveOwn(password: string | undefined, ctx: ErasureContext): Promise<void> {
  if (password === undefined) throw commonError("invalid_input", { fields: [{ path: "password", message: inputWords.password_needed }] });
  if ((await provePassword(ctx, password)) === undefined) ctx.fail("wrong_credentials");
}
