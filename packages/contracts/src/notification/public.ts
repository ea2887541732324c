import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import { Id, Nothing, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import { inputWords } from "../words/input-words.ts";

export const NotificationType = z.enum(["reward", "badge", "mission", "level", "token", "review", "account"]);
export const Channel = z.enum(["in_app", "push", "email", "sms"]);

export const Notification = shape("Notification", {
  id: Id,
  type: NotificationType,
  title: z.string(),
  body: z.string(),
  /** What a client needs to open the right page. */
  data: z.record(z.string(), z.string()),
  created_at: Time,
  read_at: Time.nullable(),
});

/** The languages that texts for people exist in. */
export const Language = z.enum(["en", "th"]);

/** Which channels each type of notification may use, and in which language. In-app is always on. */
export const Preferences = shape("Preferences", {
  email: z.array(NotificationType),
  push: z.array(NotificationType),
  sms: z.array(NotificationType),
  /** The language of mail, SMS, push and lists; null: lists follow `Accept-Language`, the rest is English. */
  language: Language.nullable(),
});

/** Preferences as their owner sees them. */
export const PreferencesView = Preferences.extend({
  /** The confirmed telephone number, all but its end hidden; without one nothing goes by SMS. */
  phone: z.string().nullable(),
}).meta({ id: "PreferencesView" });

/** E.164: `+`, country code and number, digits only. */
export const Phone = z.string().regex(/^\+[1-9]\d{6,14}$/, inputWords.phone);

export const notificationContract = defineContract({
  service: "notification",
  operations: {
    listNotifications: operation({
      route: "GET /api/notification/list",
      summary: "One's own notifications, newest first",
      access: signedIn,
      input: z.object({ ...pageInput, unread: z.boolean().optional() }),
      output: pageOf(Notification).extend({ unread_count: z.int() }).meta({ id: "Notifications" }),
    }),
    readNotification: operation({
      route: "PATCH /api/notification/:id/read",
      summary: "Mark a notification as read",
      access: signedIn,
      input: z.object({ id: Id }),
      output: Notification,
      errors: { notification_not_found: 404 },
    }),
    getPreferences: operation({
      route: "GET /api/notification/preferences",
      summary: "Which notifications go where",
      access: signedIn,
      input: z.object({}),
      output: PreferencesView,
    }),
    setPreferences: operation({
      route: "POST /api/notification/preferences",
      summary: "Choose which notifications go where",
      access: signedIn,
      input: Preferences.partial(),
      output: PreferencesView,
    }),
    notificationStream: operation({
      route: "GET /api/notification/stream",
      summary: "Live notifications as server-sent events; send `Last-Event-ID` to resume",
      access: signedIn,
      answer: "events",
      input: z.object({ last_event_id: Id.optional() }),
      output: z.unknown(),
    }),
    registerDevice: operation({
      route: "POST /api/notification/devices",
      summary: "Register a device for push: an Expo token or a Web Push subscription",
      access: signedIn,
      input: z.object({
        target: z.discriminatedUnion("kind", [
          shape("ExpoTarget", { kind: z.literal("expo"), token: z.string().max(200) }),
          shape("WebPushTarget", {
            kind: z.literal("web"),
            endpoint: z.url().max(1000),
            p256dh: z.string().max(200),
            auth: z.string().max(100),
          }),
        ]),
      }),
      output: Nothing,
      status: 204,
    }),
    requestPhone: operation({
      route: "POST /api/notification/phone",
      summary: "Have a code sent to a telephone number that should receive SMS",
      access: signedIn,
      input: z.object({ phone: Phone }),
      output: Nothing,
      status: 202,
    }),
    confirmPhone: operation({
      route: "POST /api/notification/phone/confirm",
      summary: "Confirm a telephone number with the code that was sent there",
      access: signedIn,
      input: z.object({ code: z.string().regex(/^\d{6}$/, inputWords.six_digits) }),
      output: PreferencesView,
      errors: { phone_code_wrong: refusal(422, shape("PhoneCodeWrong", { tries_left: z.int() })), phone_code_expired: 422 },
    }),
    forgetPhone: operation({
      route: "DELETE /api/notification/phone",
      summary: "Forget one's telephone number",
      access: signedIn,
      input: z.object({}),
      output: Nothing,
      status: 204,
    }),
  },
});
