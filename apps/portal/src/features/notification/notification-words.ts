import { defineWords } from "../../app/i18n.ts";

export const notificationWords = defineWords(
  "notification",
  {
    title: "Notifications",
    none_unread: "Notifications",
    unread_one: "Notifications: {{count}} is new",
    unread_other: "Notifications: {{count}} are new",
    none: "Nothing has been reported to you yet",
    none_more: "What concerns you appears here as it happens.",
    more: "Show earlier ones",
    is_new: "new",
  },
  {
    title: "การแจ้งเตือน",
    none_unread: "การแจ้งเตือน",
    unread_other: "การแจ้งเตือน: ใหม่ {{count}} รายการ",
    none: "ยังไม่มีเรื่องแจ้งถึงคุณ",
    none_more: "เรื่องที่เกี่ยวกับคุณจะปรากฏที่นี่ทันทีที่เกิดขึ้น",
    more: "แสดงรายการก่อนหน้า",
    is_new: "ใหม่",
  },
);
