import { defineWords } from "../../app/i18n.ts";

const cards = {
  // Both stand on each card, whichever language the organiser reads.
  card_th: "ช่วยตอบสองคำถาม ไม่ต้องบอกชื่อ",
  card_en: "Two questions for you, without your name",
};

export const handOutWords = defineWords(
  "voice-hand-out",
  {
    ...cards,
    title: "Ask people whom it is for",
    lead: "Each code is for one person and one answer. Answers are shown only with how many of those who got a code answered, so make as many as you give away.",
    count: "How many codes",
    make: "Make a page to print",
  },
  {
    ...cards,
    title: "ถามคนที่ได้รับประโยชน์",
    lead: "แต่ละรหัสใช้ได้คนเดียวและตอบได้ครั้งเดียว คำตอบจะแสดงพร้อมสัดส่วนของผู้ตอบเสมอ จึงควรสร้างเท่าจำนวนที่จะแจก",
    count: "จำนวนรหัส",
    make: "สร้างหน้าสำหรับพิมพ์",
  },
);
