import type { RuleSet } from "@oneheart/contracts";
import type { AccountFacts, AddressFacts } from "../facts.ts";
import { type Finding, found, notEvaluated, ruleOf } from "../finding.ts";

const code = "sharing";

type Settings = NonNullable<RuleSet["sharing"]>;

/** Whether other players use the same device or address. Families do, so it only weighs. */
export const sharing = ruleOf(code, ({ account }, rules) => {
  if (account === undefined) return notEvaluated(code, "Whether others use your device was not looked at.");
  const { device_others } = account;
  if (device_others > 0) {
    const words = `Evidence from what looks like the same device was also sent by ${players(device_others)}.`;
    return found(code, device_others, rules.device, words, { flag: "shared_device" });
  }
  return atAddress(account, rules) ?? found(code, 0, rules.none, "Few or no other players use your device and address.");
});

/** None when too few are there. */
function atAddress({ address, address_others }: AccountFacts, rules: Settings): Finding | undefined {
  if (rules.address_grows === undefined || address === undefined)
    return address_others >= rules.address_from ? foundAt(address_others, rules.address, rules) : undefined;
  if (!address.compared) return notEvaluated(code, "Who shares your address is not known: the server sees only its own network.");
  const weight = Math.max(rules.address, grownWeight(address, rules.address_grows));
  return weight === 0 ? undefined : foundAt(address.others, weight, rules);
}

function grownWeight({ others, alike }: AddressFacts, { each, alike: each_alike, crowd_from }: NonNullable<Settings["address_grows"]>) {
  const counted = others > crowd_from ? 0 : others - alike;
  return counted * each + alike * each_alike;
}

function foundAt(others: number, weight: number, { address_from }: Settings): Finding {
  const words = `Evidence from the same address was also sent by ${players(others)}.`;
  return found(code, others, weight, words, others >= address_from ? { flag: "shared_address" } : {});
}

function players(count: number): string {
  return count === 1 ? "another player" : `${count} other players`;
}
