import type { nextSteps as english } from "../en/next-steps.ts";

const appeal = "หากคุณคิดว่าผลไม่ถูกต้อง ดูได้ที่หลักฐานนี้ว่ายื่นอุทธรณ์ได้หรือไม่ และภายในเมื่อใด";

export const nextSteps: Record<keyof typeof english, string> = {
  "next_step.start": "เริ่มภารกิจ แล้วถ่ายภาพในแอป",
  "next_step.reach_level": "ต้องถึงระดับ {level, number} ก่อน ทำภารกิจอื่นเพื่อเพิ่มระดับ",
  "next_step.earn_badge": "ต้องได้รับเหรียญตรา “{badge}” ก่อน",
  "next_step.finish_chapter": "ทำบทที่ {chapter, number} ของเรื่องนี้ให้สำเร็จก่อน",
  "next_step.finish_open_quest": "คุณกำลังทำภารกิจนี้อยู่ ทำให้เสร็จก่อน",
  "next_step.come_tomorrow": "วันนี้คุณทำแล้ว พรุ่งนี้กลับมาทำใหม่ได้",
  "next_step.choose_another": "ตอนนี้ยังเริ่มไม่ได้ เลือกภารกิจอื่น",
  "next_step.wait_for_funds": "งบของภารกิจนี้หมดแล้วในขณะนี้ เลือกภารกิจอื่น หรือกลับมาเมื่อมีงบเพิ่ม",

  "next_step.capture": "ถ่ายภาพ ณ สถานที่จริงในแอป แล้วส่งภารกิจภายใน {until}",
  "next_step.hand_in": "ได้รับหลักฐานของคุณแล้ว ส่งภารกิจภายใน {until}",
  "next_step.hand_in_later": "ได้รับหลักฐานของคุณแล้ว ส่งภารกิจได้ตั้งแต่ {from}",

  "next_step.send_late": "หมดเวลาแล้ว แต่ภาพที่ถ่ายไว้ก่อนหมดเวลายังส่งได้ถึง {until}",
  "next_step.hand_in_late": "หมดเวลาแล้ว และได้รับหลักฐานของคุณแล้ว ส่งภารกิจภายใน {until} มิฉะนั้นเราจะส่งให้คุณ",
  "next_step.start_again": "ภารกิจรอบนี้สิ้นสุดแล้ว เริ่มใหม่ได้ตราบที่ยังเปิดอยู่",

  "next_step.wait_for_checks": "กำลังตรวจสอบหลักฐานของคุณ ไม่ต้องทำอะไร เราจะแจ้งผลให้ทราบ",
  "next_step.wait_for_person": "มีผู้ตรวจสอบกำลังดูหลักฐานของคุณ ไม่ต้องทำอะไร เราจะแจ้งผลให้ทราบ",

  "next_step.retry": `เริ่มใหม่ แล้วถ่ายภาพในแอปขณะทำภารกิจ ${appeal}`,
  "next_step.retry_clearer": `เริ่มใหม่ แล้วถ่ายภาพในที่สว่าง ใกล้พอให้เห็นว่าทำอะไร ${appeal}`,
  "next_step.retry_task": `เริ่มใหม่ แล้วถ่ายให้เห็นตัวงาน ก่อน ระหว่าง หรือหลังทำ ${appeal}`,
  "next_step.retry_place": `เริ่มใหม่ แล้วถ่ายภาพในพื้นที่ของภารกิจโดยเปิดตำแหน่งที่ตั้ง ${appeal}`,
  "next_step.retry_time": `เริ่มภารกิจก่อน แล้วจึงถ่ายภาพ และส่งก่อนหมดเวลา ${appeal}`,
  "next_step.retry_new_picture": `เริ่มใหม่ แล้วถ่ายภาพใหม่สำหรับภารกิจนี้ ${appeal}`,
  "next_step.retry_original": `เริ่มใหม่ แล้วส่งภาพตามที่กล้องถ่าย ไม่ตัดต่อ และไม่ถ่ายจากหน้าจอหรือภาพพิมพ์ ${appeal}`,

  "next_step.done_daily": "วันนี้เสร็จแล้ว พรุ่งนี้กลับมาทำต่อเพื่อรักษาสถิติต่อเนื่อง",
  "next_step.done_story": "เสร็จแล้ว ไปต่อบทถัดไปของเรื่อง",
  "next_step.done_community": "เสร็จแล้ว ทำซ้ำได้จนกว่าจะถึงเป้าหมายร่วมกัน",
  "next_step.done_ascension": "เสร็จแล้ว เลือกภารกิจอื่นได้",
};
