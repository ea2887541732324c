import type { rewards as english } from "../en/rewards.ts";

const most =
  "{cap, select, player_day {ผู้เล่นหนึ่งคนได้รับสูงสุดต่อวัน} newcomer_day {ผู้เล่นใหม่ได้รับน้อยกว่าจนกว่าจะช่วยครบหลายวัน วันนี้สูงสุด} cover {จำนวนสูงสุดที่กันไว้สำหรับภารกิจนี้} mission_day {ภารกิจนี้จ่ายให้ผู้เล่นทั้งหมดรวมกันสูงสุดต่อวัน} programme_day {ทั้งโครงการจ่ายให้ผู้เล่นทั้งหมดรวมกันสูงสุดต่อวัน} other {พื้นที่นี้จ่ายให้ผู้เล่นทั้งหมดรวมกันสูงสุดต่อวัน}}";
const unit = "{unit, select, xp {XP} other {โทเคน}}";

export const rewards: Record<keyof typeof english, string> = {
  "reward.duration": "ใช้เวลา {duration, number} นาที จาก {expected, number} นาทีที่คาดไว้",
  "reward.duration_held": "ใช้เวลา {duration, number} นาที จาก {expected, number} นาทีที่คาดไว้ โดยจำกัดระหว่าง {least} และ {most}",
  "reward.zone": "การลงมือทำในพื้นที่นี้นับ {times}",
  "reward.no_goal": "ภารกิจนี้ไม่มีเป้าหมายร่วมของชุมชน",
  "reward.community": "ชุมชนทำได้ {done, number} จาก {goal, number} เมื่อถึงเป้าหมายจะนับ {times}",
  "reward.level": "ผู้เล่นอยู่ระดับ {level, number}",
  "reward.no_streak": "ยังไม่มีสถิติต่อเนื่อง",
  "reward.streak": "เป็นวันที่ {days, number} ของสถิติต่อเนื่อง",
  "reward.quest_type": "เป็นภารกิจ{type, select, daily {รายวัน} story {เนื้อเรื่อง} community {ชุมชน} other {เลื่อนขั้น}}",
  "reward.difficulty": "ความยากของภารกิจคือ {difficulty, number} จาก 10",
  "reward.nobody_confirmed": "ยังไม่มีใครยืนยันว่าได้ช่วย {reported, plural, other {# คน}} จึงไม่นับ",
  "reward.some_confirmed": "ยืนยันแล้ว {confirmed, number} จาก {reported, number} คนที่ได้รับความช่วยเหลือ และนับตามนั้น",
  "reward.reduced": `${most} {limit, number} ${unit} ได้รับไปก่อนแล้ว {used, number} จึงจ่าย {paid, number} จาก {full, number} ${unit}`,
  "reward.limit_left": `${most} {limit, number} ${unit} เหลืออีก {left, number}`,
  "reward.same_kind": `กิจกรรมชนิดเดียวกันจ่ายเต็มเฉพาะ {limit, number} ครั้งแรก ก่อนหน้านี้ทำไปแล้ว {used, number} ครั้ง จึงจ่าย {paid, number} จาก {full, number} ${unit}`,
  "reward.same_kind_next":
    "กิจกรรมชนิดเดียวกันภายใน {days, plural, other {# วัน}} จ่ายเต็มเฉพาะ {free, number} ครั้งแรก คุณทำไปแล้ว {done, number} ครั้ง ครั้งถัดไปจ่าย {percent, number} %",

  "quest_time.so_far": "ถึงตอนนี้ {counted, number} จาก {expected, number} นาที คิดเป็น {share, number} % ของเวลาที่คาดไว้",
  "quest_time.counted": "{counted, number} จาก {expected, number} นาที คิดเป็น {share, number} % ของเวลาที่คาดไว้",
  "quest_time.reduced":
    "{counted, number} จาก {expected, number} นาที คิดเป็น {share, number} % ของเวลาที่คาดไว้ คุณรายงาน {reported, number} นาที แต่นับเฉพาะเวลาตั้งแต่เริ่มภารกิจถึงภาพสุดท้าย",
  "people_helped.ask": "บอกว่าช่วยกี่คน จะนับเท่าที่ผู้ตรวจสอบยืนยัน",
  "people_helped.nobody": "คุณรายงานว่าไม่ได้ช่วยใครโดยตรง จึงไม่นับ",
  "people_helped.reported": "คุณรายงานว่าช่วย {reported, plural, other {# คน}} จะนับเฉพาะที่ผู้ตรวจสอบยืนยัน หากไม่มีผู้ตรวจสอบดู จะไม่นับ",
};
