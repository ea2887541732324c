import type { notifications as english } from "../en/notifications.ts";

/** Thai has no plural: a number and its classifier say it all. */
const hearts = "{tokens, number} โทเคน Heart";

export const notifications: Record<keyof typeof english, string> = {
  "notification.reward.title": "กิจกรรมของคุณผ่านการตรวจสอบแล้ว",
  "notification.reward.body": `คุณได้รับ {xp, number} XP และ ${hearts}`,
  "notification.level.title": "ระดับ {level, number}",
  "notification.level.body": "คุณขึ้นถึงระดับ {level, number} แล้ว",
  "notification.badge.title": "เหรียญตราใหม่",
  "notification.badge.body": "คุณได้รับเหรียญตรา “{badge}”",

  "notification.reversed.title": "รางวัลของคุณถูกเรียกคืน",
  "notification.reversed.taken": `เรียกคืน {xp, number} XP และ ${hearts} แล้ว`,
  "notification.reversed.owed": `ในจำนวนนี้คุณใช้ไปแล้ว ${hearts} ซึ่งจะหักจากรางวัลครั้งถัดไป`,
  "notification.reversed.badges": "เหรียญตราที่ได้จากกิจกรรมนี้เพียงครั้งเดียวถูกเรียกคืนด้วย",
  "notification.reversed.appeal": "คุณยื่นอุทธรณ์ได้ ดูกำหนดเวลาได้ที่หลักฐานนี้",
  "notification.reinstated.title": "รางวัลกลับมาเป็นของคุณแล้ว",
  "notification.reinstated.body": `กิจกรรมของคุณนับผลอีกครั้งทั้งหมด คืนให้ {xp, number} XP และ ${hearts}`,

  "notification.appeal_granted.title": "การอุทธรณ์ของคุณสำเร็จ",
  "notification.appeal_granted.body": "หลักฐานของคุณได้รับการยอมรับในที่สุด",
  "notification.appeal_denied.title": "การอุทธรณ์ของคุณไม่สำเร็จ",
  "notification.appeal_denied.body": "ผลการปฏิเสธยังคงเดิม",

  "notification.failed.title": "หลักฐานของคุณไม่ผ่าน",
  "notification.failed.body": "ไม่สามารถยืนยันผล “{title}” ได้",
  "notification.review.title": "ผู้ตรวจสอบกำลังดูหลักฐานของคุณ",
  "notification.review.body": "ตอนนี้คุณไม่ต้องทำอะไร",

  "notification.received.title": `ได้รับ ${hearts} จาก {sender}`,
  "notification.received.body": `{sender} ส่ง ${hearts} ให้คุณ`,
  "notification.received.memo": "“{memo}”",
  "notification.received.somebody": "สมาชิกท่านหนึ่ง",
  "notification.received_outside.title": "คุณได้รับโทเคน Heart",
  "notification.received_outside.body": "ดูได้ในแอปว่าใครเป็นผู้ส่ง",
  "notification.received_from_erased.title": "ได้รับโทเคน Heart",
  "notification.received_from_erased.body": "สมาชิกที่ออกจากระบบไปแล้วส่งโทเคน Heart ให้คุณ",

  "notification.fulfilled.title": "รางวัลเป็นของคุณแล้ว",
  "notification.fulfilled.body": "ส่งมอบ “{name}” เรียบร้อยแล้ว",
  "notification.fulfilled.code": "ดูรหัสของคุณได้ในแอป",
  "notification.expired.title": "ไม่มีผู้มารับรางวัล",
  "notification.expired.body": `พ้นเวลารับ “{name}” แล้ว คืนให้คุณ ${hearts}`,
  "notification.refunded.title": "คืนโทเคน Heart ให้คุณแล้ว",
  "notification.refunded.body": `“{name}”: {reason} คืนให้คุณ ${hearts}`,
  "notification.withdrawn.body": `คุณถอนการแลก “{name}” แล้ว คืนให้คุณ ${hearts}`,
  "notification.cancelled.title": "การแลกรางวัลของคุณถูกยกเลิก",
  "notification.cancelled.body": `“{name}”: {reason} คืนให้คุณ ${hearts}`,
};
