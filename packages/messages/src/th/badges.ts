import type { badges as english } from "../en/badges.ts";

export const badges: Record<keyof typeof english, string> = {
  "badge.first_step": "ก้าวแรก",
  "badge.eco_warrior": "นักพิทักษ์สิ่งแวดล้อม",
  "badge.mentor": "พี่เลี้ยง",
  "badge.streak_7": "เจ็ดวันต่อเนื่อง",
  "badge.streak_30": "สามสิบวันต่อเนื่อง",
  "badge.level_5": "ระดับ 5",
  "badge.level_10": "ระดับ 10",
  "badge.helper_100": "ช่วยครบร้อยคน",
};
