import { Expo } from "expo-server-sdk";
import { BackingError } from "../errors.ts";
import type { Push } from "../ports.ts";

type Client = Pick<Expo, "sendPushNotificationsAsync">;

/** Push to the player app through Expo's service. */
export function createExpoPush(accessToken: string, client: Client = new Expo({ accessToken })): Push {
  return {
    async send(target, { title, body, data }) {
      if (target.kind !== "expo" || !Expo.isExpoPushToken(target.token)) {
        throw new BackingError("message_refused", "The push target is no Expo token.");
      }
      const [ticket] = await client.sendPushNotificationsAsync([{ to: target.token, title, body, data }]).catch((cause: unknown) => {
        throw new BackingError("provider_unavailable", `Expo's push service could not be used (${String(cause)}).`, { cause });
      });
      if (ticket?.status === "ok") return "sent";
      const reason = ticket?.details?.error;
      if (reason === "DeviceNotRegistered") return "gone";
      const later = reason === undefined || ["MessageRateExceeded", "ExpoError", "ProviderError"].includes(reason);
      throw new BackingError(later ? "provider_unavailable" : "message_refused", `Expo's push service refused the message (${reason}).`);
    },
  };
}
