import {
  IconAdjustments,
  IconBook2,
  IconChartHistogram,
  IconChecklist,
  IconClipboardCheck,
  IconCoins,
  IconFileText,
  IconFlag,
  IconGift,
  IconHistory,
  IconMap,
  IconMapPin2,
  IconPackageExport,
  IconPhoto,
  IconPhotoCheck,
  IconPolygon,
  IconScale,
  IconServer,
  IconSquarePlus,
  IconSunrise,
  IconUsers,
  IconUsersPlus,
} from "@tabler/icons-react";
import { defineWords } from "./i18n.ts";
import type { Destination, Destinations, Role } from "./navigation.ts";

const english = {
  nation: "Nation",
  nation_data: "Data quality",
  nation_exports: "Exports",
  ledger: "Ledger",
  sponsor: "Sponsor panel",
  roi: "Social return",
  gallery: "Pictures",
  reports: "Reports",
  campaign: "New campaign",
  review: "Review",
  pictures: "Pictures to release",
  today: "Today",
  missions: "Missions",
  zones: "Zones",
  areas: "Areas",
  people: "People",
  rewards: "Rewards",
  economy: "Economy",
  approvals: "Approvals",
  system: "System",
  audit: "Audit log",
  settings: "Programme",
} as const;
type Word = keyof typeof english;

const workWords = defineWords("work-navigation", english, {
  nation: "ภาพรวมประเทศ",
  nation_data: "คุณภาพข้อมูล",
  nation_exports: "ส่งออกข้อมูล",
  ledger: "บัญชีแยกประเภท",
  sponsor: "แดชบอร์ดผู้สนับสนุน",
  roi: "ผลตอบแทนต่อสังคม",
  gallery: "ภาพหลักฐาน",
  reports: "รายงาน",
  campaign: "แคมเปญใหม่",
  review: "ตรวจหลักฐาน",
  pictures: "ภาพรอเผยแพร่",
  today: "วันนี้",
  missions: "ภารกิจ",
  zones: "พื้นที่",
  areas: "เขตการปกครอง",
  people: "ผู้คน",
  rewards: "ของรางวัล",
  economy: "เศรษฐกิจโทเคน",
  approvals: "การอนุมัติ",
  system: "ระบบ",
  audit: "บันทึกการใช้สิทธิ์",
  settings: "ตั้งค่าโครงการ",
});

const everybody: readonly Role[] = ["player", "reviewer", "sponsor", "government", "admin"];

/** Where people work, by role. */
const workPlaces: ReadonlyArray<Destination<Word> & { roles: readonly Role[] }> = [
  { to: "/admin", word: "today", icon: IconSunrise, roles: ["admin"] },
  { to: "/review", word: "review", icon: IconChecklist, roles: ["reviewer", "admin"] },
  { to: "/review/pictures", word: "pictures", icon: IconPhotoCheck, roles: ["reviewer", "admin"] },
  { to: "/admin/missions", word: "missions", icon: IconFlag, roles: ["admin"] },
  { to: "/admin/zones", word: "zones", icon: IconMap, roles: ["admin"] },
  { to: "/admin/areas", word: "areas", icon: IconPolygon, roles: ["admin"] },
  { to: "/admin/people", word: "people", icon: IconUsers, roles: ["admin"] },
  { to: "/admin/rewards", word: "rewards", icon: IconGift, roles: ["admin"] },
  { to: "/admin/economy", word: "economy", icon: IconCoins, roles: ["admin"] },
  { to: "/sponsor", word: "sponsor", icon: IconChartHistogram, roles: ["sponsor", "admin"] },
  { to: "/sponsor/roi", word: "roi", icon: IconScale, roles: ["sponsor"] },
  { to: "/sponsor/gallery", word: "gallery", icon: IconPhoto, roles: ["sponsor"] },
  { to: "/sponsor/reports", word: "reports", icon: IconFileText, roles: ["sponsor"] },
  { to: "/sponsor/new", word: "campaign", icon: IconSquarePlus, roles: ["sponsor"] },
  { to: "/nation", word: "nation", icon: IconMapPin2, roles: ["government", "admin"] },
  { to: "/nation/data", word: "nation_data", icon: IconClipboardCheck, roles: ["government", "admin"] },
  { to: "/nation/exports", word: "nation_exports", icon: IconPackageExport, roles: ["government", "admin"] },
  { to: "/ledger", word: "ledger", icon: IconBook2, roles: everybody },
  { to: "/admin/approvals", word: "approvals", icon: IconUsersPlus, roles: ["admin"] },
  { to: "/admin/system", word: "system", icon: IconServer, roles: ["admin"] },
  { to: "/admin/audit", word: "audit", icon: IconHistory, roles: ["admin"] },
  { to: "/admin/settings", word: "settings", icon: IconAdjustments, roles: ["admin"] },
];

/** Where somebody with this role works. */
export function workOf(role: Role): Destinations<Word> {
  return { words: workWords, places: workPlaces.filter(({ roles }) => roles.includes(role)) };
}
