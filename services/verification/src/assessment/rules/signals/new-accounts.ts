import { message } from "@oneheart/messages";
import { newAccountBursts } from "@oneheart/trust";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "new_accounts";
const hour_ms = 3_600_000;

/** Whether the account is one of many that were made close together at one device or address and sent evidence soon. */
export const newAccounts = ruleOf(code, ({ account }, rules) => {
  if (account === undefined) return notEvaluated(code, message("signal.new_accounts.not_looked"));
  const accounts = account.kin.map(({ created_at, first_submission_at }, index) => ({
    player: String(index),
    key: "kin",
    created_at_ms: Date.parse(created_at),
    first_submission_at_ms: Date.parse(first_submission_at),
  }));
  const settings = { window_ms: rules.window_h * hour_ms, soon_ms: rules.soon_h * hour_ms, accounts_min: rules.accounts_min };
  const own = Date.parse(account.created_at);
  const burst = newAccountBursts(accounts, settings).find(({ from_ms, to_ms }) => from_ms <= own && own <= to_ms);
  if (burst === undefined) return found(code, 0, rules.none, message("signal.new_accounts.none"));
  const words = message("signal.new_accounts.burst", { accounts: burst.players.length });
  return found(code, burst.players.length, rules.burst, words, { flag: "new_account_burst", review: true });
});
