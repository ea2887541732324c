import { notificationContract } from "@oneheart/contracts";
import { commonError, handle } from "@oneheart/kernel";
import { targetErrors } from "../rules/device-target.ts";
import { notificationStore } from "../store/notifications.ts";

/** Remembers a device for push. */
export const registerDevice = handle(notificationContract.operations.registerDevice, async ({ target }, ctx) => {
  const fields = targetErrors(target);
  if (fields.length > 0) throw commonError("invalid_input", { fields });
  const address = target.kind === "expo" ? target.token : target.endpoint;
  const device = {
    id: ctx.newId(),
    player_id: ctx.principal.playerId,
    target_hash: ctx.vault.blindIndex(address, "push_devices.target"),
    target_sealed: ctx.vault.seal(JSON.stringify(target), "push_devices.target"),
    created_at: ctx.clock.now(),
  };
  await ctx.transaction((tx) => notificationStore(tx).addDevice(device));
  return {};
});
