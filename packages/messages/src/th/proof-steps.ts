import type { proofSteps as english } from "../en/proof-steps.ts";

export const proofSteps: Record<keyof typeof english, string> = {
  "proof_step.checking": "เรากำลังตรวจสอบหลักฐานของคุณ คุณไม่ต้องทำอะไร",
  "proof_step.with_person": "มีผู้ตรวจสอบกำลังดูหลักฐานของคุณ คุณไม่ต้องทำอะไร",
  "proof_step.appealed": "ผู้ตรวจสอบอีกคนกำลังดูหลักฐานของคุณ คุณไม่ต้องทำอะไร",
  "proof_step.verified": "หลักฐานของคุณผ่านการตรวจสอบแล้ว",
  "proof_step.hand_in": "หลักฐานของคุณผ่านการตรวจสอบแล้ว ส่งภารกิจได้เลย หากไม่ส่ง เราจะส่งให้เมื่อหมดเวลา",
  "proof_step.take_new_photo": "ถ่ายภาพใหม่ได้ ภารกิจของคุณยังไม่หมดเวลา",
  "proof_step.can_appeal": "หากคุณคิดว่าผลไม่ถูกต้อง ยื่นอุทธรณ์ได้",
  "proof_step.appeal": "หากคุณคิดว่าผลไม่ถูกต้อง บอกเหตุผลเพื่อให้ผู้ตรวจสอบอีกคนพิจารณา ทำได้ครั้งเดียว",
  "proof_step.upheld": "หลักฐานของคุณไม่ผ่าน ผู้ตรวจสอบอีกคนมีความเห็นตรงกัน",
  "proof_step.appeal_over": "หลักฐานของคุณไม่ผ่าน และยื่นอุทธรณ์ไม่ได้แล้ว",
};
