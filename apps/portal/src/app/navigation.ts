import type { SignedIn } from "@oneheart/client/session";
import {
  type Icon,
  IconAdjustments,
  IconBook2,
  IconBuildingBank,
  IconChartHistogram,
  IconChecklist,
  IconFileText,
  IconFlag,
  IconGift,
  IconHeartHandshake,
  IconMap,
  IconMapPin2,
  IconPhoto,
  IconPhotoCheck,
  IconReceipt,
  IconScale,
  IconServer,
  IconSquarePlus,
  IconSunrise,
  IconUsers,
  IconUsersPlus,
} from "@tabler/icons-react";
import { defineWords } from "./i18n.ts";

const english = {
  home: "The programme",
  transparency: "Transparency",
  verify: "Check a receipt",
  nation: "Nation",
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
  people: "People",
  rewards: "Rewards",
  approvals: "Approvals",
  system: "System",
  settings: "Programme",
} as const;

export const navigationWords = defineWords("navigation", english, {
  home: "โครงการ",
  transparency: "ความโปร่งใส",
  verify: "ตรวจใบรับรอง",
  nation: "ภาพรวมประเทศ",
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
  people: "ผู้คน",
  rewards: "ของรางวัล",
  approvals: "การอนุมัติ",
  system: "ระบบ",
  settings: "ตั้งค่าโครงการ",
});

type Role = SignedIn["role"];
const everybody: readonly Role[] = ["player", "reviewer", "sponsor", "government", "admin"];

export interface Destination {
  to: string;
  word: keyof typeof english;
  icon: Icon;
  roles: readonly Role[];
}

/** Where anybody may go. */
export const publicDestinations: readonly Destination[] = [
  { to: "/", word: "home", icon: IconHeartHandshake, roles: everybody },
  { to: "/transparency", word: "transparency", icon: IconBuildingBank, roles: everybody },
  { to: "/verify", word: "verify", icon: IconReceipt, roles: everybody },
];

/** Where people work, by role. */
export const workDestinations: readonly Destination[] = [
  { to: "/admin", word: "today", icon: IconSunrise, roles: ["admin"] },
  { to: "/review", word: "review", icon: IconChecklist, roles: ["reviewer", "admin"] },
  { to: "/review/pictures", word: "pictures", icon: IconPhotoCheck, roles: ["reviewer", "admin"] },
  { to: "/admin/missions", word: "missions", icon: IconFlag, roles: ["admin"] },
  { to: "/admin/zones", word: "zones", icon: IconMap, roles: ["admin"] },
  { to: "/admin/people", word: "people", icon: IconUsers, roles: ["admin"] },
  { to: "/admin/rewards", word: "rewards", icon: IconGift, roles: ["admin"] },
  { to: "/sponsor", word: "sponsor", icon: IconChartHistogram, roles: ["sponsor", "admin"] },
  { to: "/sponsor/roi", word: "roi", icon: IconScale, roles: ["sponsor"] },
  { to: "/sponsor/gallery", word: "gallery", icon: IconPhoto, roles: ["sponsor"] },
  { to: "/sponsor/reports", word: "reports", icon: IconFileText, roles: ["sponsor"] },
  { to: "/sponsor/new", word: "campaign", icon: IconSquarePlus, roles: ["sponsor"] },
  { to: "/nation", word: "nation", icon: IconMapPin2, roles: ["government", "admin"] },
  { to: "/ledger", word: "ledger", icon: IconBook2, roles: everybody },
  { to: "/admin/approvals", word: "approvals", icon: IconUsersPlus, roles: ["admin"] },
  { to: "/admin/system", word: "system", icon: IconServer, roles: ["admin"] },
  { to: "/admin/settings", word: "settings", icon: IconAdjustments, roles: ["admin"] },
];

/** Where a role begins. */
export function homeOf(role: Role): string {
  return workDestinations.find(({ roles }) => roles.includes(role))!.to;
}
