import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "sharing";

/** Whether other players use the same device or address. Families do, so it only weighs. */
export const sharing = ruleOf(code, ({ account }, rules) => {
  if (account === undefined) return notEvaluated(code, "Whether others use your device was not looked at.");
  const { device_others, address_others } = account;
  if (device_others > 0) {
    const words = `Evidence from what looks like the same device was also sent by ${players(device_others)}.`;
    return found(code, device_others, rules.device, words, { flag: "shared_device" });
  }
  if (address_others >= rules.address_from) {
    const words = `Evidence from the same address was also sent by ${players(address_others)}.`;
    return found(code, address_others, rules.address, words, { flag: "shared_address" });
  }
  return found(code, 0, rules.none, "Few or no other players use your device and address.");
});

function players(count: number): string {
  return count === 1 ? "another player" : `${count} other players`;
}
