import type { pictures as english } from "../en/pictures.ts";

export const pictures: Record<keyof typeof english, string> = {
  "picture.detector_missing": "ยังไม่แสดงให้ผู้อื่นเห็น เพราะต้องเบลอใบหน้าก่อน และที่นี่ไม่ได้ติดตั้งแบบจำลองที่ค้นหาใบหน้า",
  "picture.detector_failed": "ยังไม่แสดงให้ผู้อื่นเห็น เพราะต้องเบลอใบหน้าก่อน และแบบจำลองที่ค้นหาใบหน้าทำงานไม่สำเร็จ",
  "picture.picture_unreadable": "ยังไม่แสดงให้ผู้อื่นเห็น เพราะเปิดไฟล์ที่นี่ไม่ได้ จึงค้นหาใบหน้าในภาพไม่ได้",
  "picture.not_released": "ยังไม่แสดงให้ผู้อื่นเห็น เพราะยังไม่มีผู้ตรวจดูสำเนาที่เบลอแล้วและเผยแพร่",
  "picture.withdrawn": "ไม่แสดงให้ผู้อื่นเห็นอีกแล้ว เพราะสำเนาที่เบลอถูกถอนและลบออก",
};
