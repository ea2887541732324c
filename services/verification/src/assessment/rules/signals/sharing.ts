import type { RuleSet } from "@oneheart/contracts";
import { message } from "@oneheart/messages";
import type { AccountFacts, AddressFacts } from "../facts.ts";
import { type Finding, found, notEvaluated, ruleOf } from "../finding.ts";

const code = "sharing";

type Settings = NonNullable<RuleSet["sharing"]>;

/** Whether other players use the same device or address. Families do, so it only weighs. */
export const sharing = ruleOf(code, ({ account }, rules) => {
  if (account === undefined) return notEvaluated(code, message("signal.sharing.not_looked"));
  const { device_others } = account;
  if (device_others > 0) {
    const words = message("signal.sharing.device", { players: device_others });
    return found(code, device_others, rules.device, words, { flag: "shared_device" });
  }
  return atAddress(account, rules) ?? found(code, 0, rules.none, message("signal.sharing.none"));
});

/** None when too few are there. */
function atAddress({ address, address_others }: AccountFacts, rules: Settings): Finding | undefined {
  if (rules.address_grows === undefined || address === undefined)
    return address_others >= rules.address_from ? foundAt(address_others, rules.address, rules) : undefined;
  if (!address.compared) return notEvaluated(code, message("signal.sharing.address_unknown"));
  const weight = Math.max(rules.address, grownWeight(address, rules.address_grows));
  return weight === 0 ? undefined : foundAt(address.others, weight, rules);
}

function grownWeight({ others, alike }: AddressFacts, { each, alike: each_alike, crowd_from }: NonNullable<Settings["address_grows"]>) {
  const counted = others > crowd_from ? 0 : others - alike;
  return counted * each + alike * each_alike;
}

function foundAt(others: number, weight: number, { address_from }: Settings): Finding {
  const words = message("signal.sharing.address", { players: others });
  return found(code, others, weight, words, others >= address_from ? { flag: "shared_address" } : {});
}
