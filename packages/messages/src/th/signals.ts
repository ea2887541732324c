import type { signals as english } from "../en/signals.ts";

const person = "{reader, select, player { จึงให้เจ้าหน้าที่ตรวจสอบ} other {}}";
const you = (player: string, reviewer: string) => `{reader, select, player {${player}} other {${reviewer}}}`;
const who = you("คุณ", "ผู้เล่น");
const kind = "{kind, select, video {วิดีโอ} other {ภาพถ่าย}}";
const picture = "{kind, select, video {วิดีโอ} other {ภาพ}}";
const whose = "{whose, select, other_player {โดยผู้เล่นอื่น} other {สำหรับภารกิจอื่น}}";
const side = "{side, select, before {ก่อนเริ่มภารกิจ} other {หลังจากที่มาถึงแล้ว}}";
const question =
  "{task, select, synthetic {ถูกสร้างขึ้นด้วยคอมพิวเตอร์} splice {ประกอบขึ้นจากหลายภาพ} recapture {ถ่ายจากหน้าจอหรือสิ่งพิมพ์} other {มีสิ่งที่ไม่ควรมีใครต้องเห็น}}";

export const signals: Record<keyof typeof english, string> = {
  "signal.media_reuse.new": "ไฟล์นี้ไม่เคยส่งมาก่อน",
  "signal.media_reuse.same_quest": `${who}ส่งไฟล์นี้สองครั้งสำหรับภารกิจเดียวกัน`,
  "signal.media_reuse.given_up": `${who}เคยส่งไฟล์นี้สำหรับภารกิจที่${who}ยกเลิกไป`,
  "signal.media_reuse.before": `ไฟล์เดียวกันนี้เคยส่งมาแล้ว${whose}`,
  "signal.media_reuse.since": `ไฟล์เดียวกันนี้ส่งมาอีก${whose}${person}`,

  "signal.lookalike.not_looked": "ยังไม่ได้เปรียบเทียบภาพกับภาพอื่น",
  "signal.lookalike.new": "ภาพไม่เหมือนภาพใดที่เคยส่งมา",
  "signal.lookalike.same_quest": `${who}ส่งภาพที่คล้ายกันสำหรับภารกิจเดียวกัน`,
  "signal.lookalike.given_up": `${who}เคยส่งภาพที่คล้ายกันสำหรับภารกิจที่${who}ยกเลิกไป`,
  "signal.lookalike.same": `ภาพเหมือนกับภาพที่ส่งมา${whose}${you(" จึงให้เจ้าหน้าที่เปรียบเทียบ", "")}`,
  "signal.lookalike.similar": `ภาพคล้ายมากกับภาพที่ส่งมา${whose}`,
  "signal.lookalike.broken": `เปิด${kind}ไม่ได้ จึงไม่ได้เปรียบเทียบกับไฟล์อื่น`,
  "signal.lookalike.featureless": `${kind}มืดหรือเรียบเกินกว่าจะเห็นสิ่งใด${person}`,
  "signal.lookalike.not_comparable": `${kind}ชนิดนี้เปรียบเทียบกับไฟล์อื่นที่นี่ไม่ได้${person}`,

  "signal.nonce.absent": "หลักฐานไม่ได้บันทึกในแอป จึงไม่มีรหัสของภารกิจนี้",
  "signal.nonce.valid": "หลักฐานมีรหัสของภารกิจนี้",
  "signal.nonce.unknown": `หลักฐานมีรหัสที่ไม่เคยออกให้ภารกิจใด${person}`,
  "signal.nonce.wrong": "หลักฐานมีรหัสที่ไม่ได้ออกให้ภารกิจนี้",

  "signal.time_window.after_expiry": "หลักฐานบันทึกหลังภารกิจสิ้นสุด {span}",
  "signal.time_window.near_start": "หลักฐานบันทึกก่อนเริ่มภารกิจเล็กน้อย",
  "signal.time_window.inside": "หลักฐานบันทึกระหว่างทำภารกิจ",
  "signal.time_window.before_start": "หลักฐานบันทึกก่อนเริ่มภารกิจ {span}",
  "signal.time_window.after_receipt": "หลักฐานระบุเวลาบันทึกหลังจากที่มาถึงแล้ว {span}",
  "signal.time_window.satellites": `ตามเวลาดาวเทียม หลักฐานบันทึกระหว่างทำภารกิจ นาฬิกาโทรศัพท์ของ${who}ไม่ตรง${you(" โปรดตั้งเวลาอัตโนมัติ", "")}`,
  "signal.time_window.clock_wrong": `ตามนาฬิกาโทรศัพท์ของ${who} หลักฐานบันทึก${side} {span} นาฬิกานั้นจึงน่าจะไม่ตรง${you(" โปรดตั้งเวลาอัตโนมัติ", "")}`,
  "signal.time_window.clock_far": `ตามนาฬิกาโทรศัพท์ของ${who} หลักฐานบันทึก${side} {span}${person}`,

  "signal.geofence.unknown": "ไม่มีข้อมูลพื้นที่ของภารกิจนี้แล้ว จึงไม่ได้ตรวจสอบสถานที่",
  "signal.geofence.outside": "หลักฐานบันทึกนอกพื้นที่ {distance}",
  "signal.geofence.vague": "อุปกรณ์ระบุตำแหน่งได้ไม่แม่นยำพอที่จะบอกว่าอยู่ในพื้นที่หรือไม่",
  "signal.geofence.inside": "หลักฐานบันทึกภายในพื้นที่",

  "signal.mock_location.on": "อุปกรณ์รายงานตำแหน่งจำลอง",
  "signal.mock_location.off": "อุปกรณ์ไม่ได้รายงานตำแหน่งจำลอง",

  "signal.media_readable.not_opened": `${kind}ชนิดนี้เปิดที่นี่ไม่ได้ จึงไม่ได้ตรวจสอบ`,
  "signal.media_readable.sound": `${kind}ครบถ้วนสมบูรณ์`,
  "signal.media_readable.broken": `${kind}เสียหายและเปิดไม่ได้`,

  "signal.picture.not_looked": `ยังไม่ได้ตรวจว่า${picture}มีรายละเอียดให้เห็นเพียงใด`,
  "signal.picture.too_small": `${picture}มีเพียง {width, number} × {height, number} พิกเซล น้อยเกินกว่าจะเห็นชัด${person}${you(" โปรดส่งต้นฉบับ", "")}`,
  "signal.picture.patterned": `${picture}มีเพียงสัญญาณรบกวน คลื่น หรือรอยด่าง ไม่เห็นสิ่งของใด${person}`,
  "signal.picture.enough": `${picture}มีรายละเอียดให้เห็นเพียงพอ`,

  "signal.exif_position.none": "ไฟล์ไม่มีตำแหน่ง โทรศัพท์และแอปจำนวนมากไม่บันทึกไว้",
  "signal.exif_position.absent": `${kind}ไม่มีตำแหน่ง${you(" การให้กล้องบันทึกตำแหน่งจะช่วยได้", "")}`,
  "signal.exif_position.near": `ตำแหน่งในไฟล์ตรงกับที่${you("คุณ", "")}ส่งมา`,
  "signal.exif_position.apart": `ตำแหน่งในไฟล์ห่างจากที่${you("คุณ", "")}ส่งมา {distance}`,

  "signal.exif_time.none": "ไฟล์ไม่มีเวลาที่บันทึก แอปจำนวนมากไม่ใส่ไว้",
  "signal.exif_time.absent": `${kind}ไม่มีเวลาที่บันทึก${you(" การส่งต้นฉบับตามที่กล้องบันทึกจะช่วยได้", "")}`,
  "signal.exif_time.near": `เวลาในไฟล์ตรงกับที่${you("คุณ", "")}ส่งมา`,
  "signal.exif_time.apart": `เวลาในไฟล์ต่างจากที่${you("คุณ", "")}ส่งมา {span}`,

  "signal.exif_clock.not_both": "ไฟล์ไม่ได้ระบุทั้งเวลาของกล้องและเวลาดาวเทียม",
  "signal.exif_clock.agrees": "นาฬิกาของกล้องตรงกับเวลาดาวเทียม",
  "signal.exif_clock.apart": "นาฬิกาของกล้องกับเวลาดาวเทียมในไฟล์ต่างกัน {span}",

  "signal.file_dates.none": "ไฟล์ไม่ได้ระบุวันที่อื่น",
  "signal.file_dates.agree": `ทุกวันที่ในไฟล์ตรงกับเวลาที่${you("คุณ", "")}ส่งมา`,
  "signal.file_dates.apart": `ไฟล์ยังระบุวันที่ซึ่งต่างจากเวลาที่${you("คุณ", "")}ส่งมา {span}`,
  "signal.file_dates.far": `ไฟล์ยังระบุวันที่ซึ่งต่างจากเวลาที่${you("คุณ", "")}ส่งมา {span}${person}`,

  "signal.software.none": "ไฟล์ไม่ได้ระบุว่าโปรแกรมใดเขียน",
  "signal.software.generator": "ไฟล์ระบุว่าสร้างด้วยโปรแกรมสร้างภาพ ({program})",
  "signal.software.image_editor": "ไฟล์ระบุว่าบันทึกด้วยโปรแกรมแต่งภาพ ({program})",
  "signal.software.editor": `ไฟล์ระบุว่าบันทึกด้วยโปรแกรมแต่งภาพหรือวิดีโอ ({program})${person}`,
  "signal.software.plain": "ไฟล์เขียนโดย {program}",

  "signal.provenance.not_looked": "ยังไม่ได้ตรวจประวัติที่ลงนามไว้ของไฟล์",
  "signal.provenance.altered": "ไฟล์ถูกแก้ไขหลังจากลงนามรับรองประวัติ ลายเซ็นจึงไม่ตรงกับภาพแล้ว",
  "signal.provenance.generated": "ประวัติของไฟล์เองระบุว่าสร้างขึ้นทั้งหมดหรือบางส่วนด้วยแบบจำลองคอมพิวเตอร์",
  "signal.provenance.none": "ไฟล์ไม่มีประวัติที่ลงนามไว้ ไฟล์ส่วนใหญ่ไม่มี",
  "signal.provenance.not_all_valid": `ประวัติที่ลงนามไว้ของไฟล์ไม่ถูกต้องครบทุกส่วน${person}`,
  "signal.provenance.damaged": "ประวัติที่ลงนามไว้ของไฟล์เสียหาย",
  "signal.provenance.untrusted": "ประวัติของไฟล์ลงนามโดยผู้ที่ไม่มีใครที่นี่รับรอง",
  "signal.provenance.captured": "ลายเซ็นที่เชื่อถือได้ระบุว่าถ่ายด้วยกล้องและไม่ถูกแก้ไขตั้งแต่นั้น",
  "signal.provenance.signed": "ประวัติของไฟล์ลงนามโดยผู้ที่เชื่อถือได้",

  "signal.provenance_words.none": "ไม่มีประวัติที่ลงนามไว้ให้เปรียบเทียบ",
  "signal.provenance_words.older": `ประวัติที่ลงนามไว้ของไฟล์เก่ากว่าเวลาที่${you("คุณ", "")}ส่งมา {span}${person}`,
  "signal.provenance_words.edited": `ประวัติที่ลงนามไว้ของไฟล์ระบุว่าไฟล์ถูกแก้ไข${person}`,
  "signal.provenance_words.fits": `ไม่มีสิ่งใดในประวัติที่ลงนามไว้ของไฟล์ขัดกับที่${you("คุณ", "")}ส่งมา`,

  "signal.screenshot.not_looked": "ยังไม่ได้ตรวจว่าเป็นภาพถ่ายหรือภาพหน้าจอ",
  "signal.screenshot.found": `ภาพดูเหมือนภาพหน้าจอหรือภาพวาด${person}`,
  "signal.screenshot.doubtful": "ภาพมีลักษณะบางอย่างของภาพหน้าจอ",
  "signal.screenshot.photograph": "ภาพดูเหมือนภาพถ่าย",

  "signal.double_jpeg.not_looked": "ยังไม่ได้ตรวจว่าภาพถูกบันทึกมากกว่าหนึ่งครั้งหรือไม่",
  "signal.double_jpeg.once": "ภาพไม่มีร่องรอยของการบันทึกซ้ำ",
  "signal.double_jpeg.twice": "ภาพดูเหมือนถูกบันทึกซ้ำหลังจากถ่าย เช่นที่โปรแกรมแต่งภาพและแอปส่งข้อความทำ",

  "signal.exif_device.not_named": "ไฟล์ไม่ได้ระบุว่าถ่ายด้วยกล้องใด",
  "signal.exif_device.usual": `ไฟล์มาจากกล้องที่${who}ใช้เป็นประจำ`,
  "signal.exif_device.first": `${who}ยังไม่มีกล้องที่ใช้เป็นประจำ`,
  "signal.exif_device.other": `ไฟล์มาจากกล้องอื่น ไม่ใช่กล้องที่${who}ใช้เป็นประจำ`,

  "signal.travel.not_looked": "ยังไม่ได้ตรวจการเดินทางจากจุดอื่นที่บันทึก",
  "signal.travel.no_other": `ยังไม่มีหลักฐานอื่นของ${who}ให้เปรียบเทียบ`,
  "signal.travel.possible": `${who}เดินทางมาที่นี่จากจุดอื่นที่บันทึกได้จริง`,
  "signal.travel.impossible": `หลักฐานอีกชิ้นของ${who}อยู่ห่าง {distance} แต่ห่างกันเพียง {span}${you(" จึงให้เจ้าหน้าที่ตรวจสอบทั้งสองชิ้น", "")}`,

  "signal.pace.not_looked": `ยังไม่ได้ตรวจว่า${who}ส่งหลักฐานบ่อยเพียงใด`,
  "signal.pace.counted": `${who}ส่งหลักฐานของ {hour, number} ภารกิจภายในหนึ่งชั่วโมง และ {day, number} ภารกิจภายในหนึ่งวัน${person}`,
  "signal.pace.too_little": "มีข้อมูลให้เปรียบเทียบน้อยเกินกว่าจะบอกว่าปกติเป็นอย่างไร",
  "signal.pace.very_fast": `${who}ส่งหลักฐานของหลายภารกิจในเวลาสั้นกว่าปกติมาก${person}`,
  "signal.pace.fast": `${who}ส่งหลักฐานของหลายภารกิจในเวลาสั้นกว่าปกติ`,
  "signal.pace.usual": `${who}ส่งหลักฐานบ่อยพอ ๆ กับปกติ`,

  "signal.rhythm.too_little": `มีข้อมูลน้อยเกินกว่าจะบอกได้ว่า${who}ส่งหลักฐานเมื่อใด`,
  "signal.rhythm.regular": `หลักฐานของ${who}มาถึงในช่วงเวลาที่เกือบเท่ากัน เหมือนโปรแกรมส่ง${person}`,
  "signal.rhythm.night": `หลักฐานส่วนใหญ่ของ${who}บันทึกกลางดึก`,
  "signal.rhythm.usual": `หลักฐานของ${who}มาถึงในเวลาอย่างที่คนทั่วไปส่ง`,
  "signal.rhythm.burst": `${who}ส่งหลักฐานของหลายภารกิจติดกันภายในชั่วขณะ${person}`,

  "signal.sharing.not_looked": `ยังไม่ได้ตรวจว่ามีผู้อื่นใช้อุปกรณ์ของ${who}หรือไม่`,
  "signal.sharing.device": "ผู้เล่นอื่น {players, plural, other {# คน}} ก็ส่งหลักฐานจากอุปกรณ์ที่ดูเหมือนเครื่องเดียวกัน",
  "signal.sharing.address_unknown": `ไม่ทราบว่าใครใช้ที่อยู่เครือข่ายร่วมกับ${who} เพราะเซิร์ฟเวอร์เห็นเพียงเครือข่ายของตนเอง`,
  "signal.sharing.address": "ผู้เล่นอื่น {players, plural, other {# คน}} ก็ส่งหลักฐานจากที่อยู่เครือข่ายเดียวกัน",
  "signal.sharing.none": `มีผู้เล่นอื่นใช้อุปกรณ์และที่อยู่เครือข่ายของ${who}น้อยหรือไม่มีเลย`,

  "signal.new_accounts.not_looked": "ยังไม่ได้ตรวจว่ามีบัญชีจำนวนมากสร้างขึ้นพร้อมกันหรือไม่",
  "signal.new_accounts.none": `บัญชีของ${who}ไม่ใช่หนึ่งในหลายบัญชีที่สร้างขึ้นพร้อมกัน`,
  "signal.new_accounts.burst": `บัญชีของ${who}เป็นหนึ่งใน {accounts, number} บัญชีที่สร้างในเวลาใกล้กันและส่งหลักฐานในเวลาไม่นาน${person}`,

  "signal.ring.too_little": "มีข้อมูลน้อยเกินกว่าจะบอกได้ว่าใครยืนยันให้ใคร",
  "signal.ring.none": `หลักฐานของ${who}ได้รับการยืนยันจากหลายคน`,
  "signal.ring.found": `หลักฐานของ${who}ได้รับการยืนยันจากผู้เล่นกลุ่มปิดกลุ่มเดียวเป็นส่วนใหญ่${person}`,

  "signal.model.not_looked": `ยังไม่ได้ตรวจว่าภาพ${question}หรือไม่`,
  "signal.model.unanswered": `ตรวจไม่ได้ว่าภาพ${question}หรือไม่: {why}`,
  "signal.model.no_reason": `แบบจำลองตรวจว่าภาพ${question}หรือไม่ และไม่พบเหตุให้เจ้าหน้าที่ต้องตรวจสอบ`,
  "signal.model.possible": `แบบจำลองเห็นว่าภาพอาจ${question}${person}`,
  "signal.model.information": `ภาพ${question}หรือไม่: แบบจำลองให้ค่า {probability, number, percent} ซึ่งแสดงไว้เท่านั้นและไม่มีผลต่อการตัดสิน`,
  "signal.model.measured":
    "{said} ผลวัดกับเครื่องมือสร้างภาพและภาพถ่ายที่แบบจำลองไม่เคยเห็น: AUC {auc} ตรวจพบภาพสร้าง {generators} ทักภาพถ่ายจริงผิด {sources}",
  "signal.model.why.no_model_installed": "ไม่ได้ติดตั้งแบบจำลอง",
  "signal.model.why.runtime_not_installed": "ไม่ได้ติดตั้งโปรแกรมประมวลผลแบบจำลอง",
  "signal.model.why.not_calibrated": "ยังไม่ได้ปรับเทียบ",
  "signal.model.why.could_not_be_asked": "แบบจำลองไม่ตอบ",

  "signal.witnesses.not_looked": "ยังไม่ได้ตรวจว่าพยานว่าอย่างไร",
  "signal.witnesses.missing": "ภารกิจนี้ขอให้มีผู้ยืนยัน {required, plural, other {# คน}} ขณะนี้{confirmed, plural, =0 {ยังไม่มี} other {มี # คน}}",
  "signal.witnesses.nobody": "ไม่มีผู้ที่อาจเห็นเหตุการณ์กล่าวถึงเรื่องนี้",
  "signal.witnesses.disputed": "ในบรรดาผู้ที่อาจเห็นเหตุการณ์ มี {people, plural, other {# คน}} โต้แย้ง",
  "signal.witnesses.confirmed": "ได้รับการยืนยันจากผู้ที่อาจเห็นเหตุการณ์ {people, plural, other {# คน}}",

  "signal.analysis.failed": "การวิเคราะห์ทำไม่เสร็จ จึงให้เจ้าหน้าที่ตรวจสอบหลักฐาน",

  "span.minutes": "{count, plural, other {# นาที}}",
  "span.hours": "{count, plural, other {# ชั่วโมง}}",
  "span.days": "{count, plural, other {# วัน}}",
  "span.years": "{count, plural, other {# ปี}}",
  "distance.metres": "{metres, number} ม.",
  "distance.kilometres": "{kilometres, number} กม.",
};
