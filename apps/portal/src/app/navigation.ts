import {
  type Icon,
  IconBook2,
  IconBuildingBank,
  IconChecklist,
  IconGift,
  IconHeartHandshake,
  IconMail,
  IconMap2,
  IconReceipt,
  IconScale,
  IconServer2,
  IconSun,
  IconTargetArrow,
  IconUsers,
} from "@tabler/icons-react";
import type { SignedIn } from "@oneheart/client/session";
import { defineWords } from "./i18n.ts";

export const navigationWords = defineWords(
  "navigation",
  {
    home: "The programme",
    transparency: "Transparency",
    verify: "Check a receipt",
    join: "Take part",
    review: "Review",
    today: "Today",
    zones: "Zones",
    missions: "Missions",
    people: "People",
    invitations: "Invitations",
    rules: "Rules",
    rewards: "Rewards",
    ledger: "Ledger",
    system: "System",
    api: "The API",
  },
  {
    home: "โครงการ",
    transparency: "ความโปร่งใส",
    verify: "ตรวจใบรับรอง",
    join: "เข้าร่วม",
    review: "ตรวจหลักฐาน",
    today: "วันนี้",
    zones: "พื้นที่",
    missions: "ภารกิจ",
    people: "ผู้คน",
    invitations: "คำเชิญ",
    rules: "กติกา",
    rewards: "ของรางวัล",
    ledger: "บัญชีแยกประเภท",
    system: "ระบบ",
    api: "API",
  },
);

export type Role = SignedIn["role"];

const everybody: readonly Role[] = ["player", "reviewer", "sponsor", "government", "admin"];

export interface Destination {
  to: string;
  word: "home" | "transparency" | "verify" | "join" | "review" | "today" | "zones" | "missions" | "people" | "invitations" | "rules" | "rewards" | "ledger" | "system";
  icon: Icon;
  roles: readonly Role[];
}

/** Where anybody may go. */
export const publicDestinations: readonly Destination[] = [
  { to: "/", word: "home", icon: IconHeartHandshake, roles: everybody },
  { to: "/transparency", word: "transparency", icon: IconBuildingBank, roles: everybody },
  { to: "/verify", word: "verify", icon: IconReceipt, roles: everybody },
  { to: "/join", word: "join", icon: IconTargetArrow, roles: everybody },
];

/** Where people work, by role. */
export const workDestinations: readonly Destination[] = [
  { to: "/admin", word: "today", icon: IconSun, roles: ["admin"] },
  { to: "/review", word: "review", icon: IconChecklist, roles: ["reviewer", "admin"] },
  { to: "/admin/zones", word: "zones", icon: IconMap2, roles: ["admin"] },
  { to: "/admin/missions", word: "missions", icon: IconTargetArrow, roles: ["admin"] },
  { to: "/admin/people", word: "people", icon: IconUsers, roles: ["admin"] },
  { to: "/admin/invitations", word: "invitations", icon: IconMail, roles: ["admin"] },
  { to: "/admin/rules", word: "rules", icon: IconScale, roles: ["admin"] },
  { to: "/admin/rewards", word: "rewards", icon: IconGift, roles: ["admin"] },
  { to: "/ledger", word: "ledger", icon: IconBook2, roles: everybody },
  { to: "/admin/system", word: "system", icon: IconServer2, roles: ["admin"] },
];

/** Where a role begins. */
export function homeOf(role: Role): string {
  return workDestinations.find(({ roles }) => roles.includes(role))!.to;
}
