import type { insights as english } from "../en/insights.ts";

const began = "{of, select, mission_type {เริ่มด้วย “{name}”} other {เริ่มใน{name}}}";

export const insights: Record<keyof typeof english, string> = {
  "insight.returned": `ในกลุ่มที่${began} มี {share, number} % กลับมาทำอีกภายใน {days, number} วัน ส่วนคนอื่นทั้งหมดมี {rest, number} %`,
  "insight.second_kind": `ในกลุ่มที่${began} มี {share, number} % ลองทำงานชนิดอื่นภายใน {days, number} วัน ส่วนคนอื่นทั้งหมดมี {rest, number} %`,
  "insight.change.people": "ข้อค้นพบนี้จะหมดไป หากคนในกลุ่มนี้ {people, number} คนทำต่างไปจากเดิม",
  "insight.change.chosen":
    "ผู้คนเลือกเอง{of, select, mission_type {ว่าจะเริ่มด้วยอะไร} other {ว่าจะเริ่มที่ใด}} จึงเห็นเพียงความแตกต่าง ไม่ใช่สาเหตุ การชวนโดยสุ่มจึงจะบอกสาเหตุได้",
  "insight.change.time": "จะนับใหม่โดยรวมทุกคนที่ทำครั้งแรกมาแล้ว {days, number} วัน ยิ่งมีคนมาก ช่วงความเชื่อมั่นยิ่งแคบ",
};
