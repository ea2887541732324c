import type { economy as english } from "../en/economy.ts";

export const economy: Record<keyof typeof english, string> = {
  "economy.concentration": "ผู้ถือโทเคนหนึ่งเปอร์เซ็นต์ถือ {value, number} % ของโทเคนทั้งหมด หากเกิน {limit, number} % ควรตรวจดู",
  "economy.inequality": "โทเคนกระจายไม่เท่าเทียมมาก สัมประสิทธิ์จีนีคือ {value, number} % เกิน {limit, number} %",
  "economy.dormancy": "โทเคน {value, number} % อยู่ในบัญชีที่ไม่มีความเคลื่อนไหวมา 90 วัน หากเกิน {limit, number} % ควรตรวจดู",
  "economy.low_coverage": "รางวัลที่มีให้แลกรองรับ {value, number} % ของโทเคนที่ผู้คนถืออยู่ หากต่ำกว่า {limit, number} % ควรตรวจดู",
  "economy.issuance_surge": "เจ็ดวันที่ผ่านมาออกโทเคน {value, number} โทเคน เกินสามเท่าของค่าเฉลี่ยต่อสัปดาห์ในสี่สัปดาห์ก่อนหน้า คือ {limit, number}",
  "economy.rings": "{value, plural, other {มีกลุ่มบัญชี # กลุ่ม}}ที่ส่งโทเคนวนกันเอง",
  "economy.farms": "{value, plural, other {มี # บัญชี}}ที่ได้รับสิ่งที่บัญชีอื่นจำนวนมากหามาได้",
};
