import type { SignedIn } from "@oneheart/client/session";
import { type Icon, IconBook2, IconBuildingBank, IconChartHistogram, IconHeartHandshake, IconReceipt } from "@tabler/icons-react";
import { defineWords } from "./i18n.ts";

export const navigationWords = defineWords(
  "navigation",
  { home: "The programme", transparency: "Transparency", verify: "Check a receipt", ledger: "Ledger", sponsor: "Sponsor panel" },
  { home: "โครงการ", transparency: "ความโปร่งใส", verify: "ตรวจใบรับรอง", ledger: "บัญชีแยกประเภท", sponsor: "แดชบอร์ดผู้สนับสนุน" },
);

type Role = SignedIn["role"];
const everybody: readonly Role[] = ["player", "reviewer", "sponsor", "government", "admin"];

export interface Destination {
  to: string;
  word: "home" | "transparency" | "verify" | "ledger" | "sponsor";
  icon: Icon;
  roles: readonly Role[];
  /** A page of the gateway's own, which is loaded as a whole. */
  apart?: boolean;
}

/** Where anybody may go. */
export const publicDestinations: readonly Destination[] = [
  { to: "/", word: "home", icon: IconHeartHandshake, roles: everybody },
  { to: "/transparency", word: "transparency", icon: IconBuildingBank, roles: everybody },
  { to: "/verify", word: "verify", icon: IconReceipt, roles: everybody, apart: true },
];

/** Where people work, by role. */
export const workDestinations: readonly Destination[] = [
  { to: "/sponsor", word: "sponsor", icon: IconChartHistogram, roles: ["sponsor", "admin"] },
  { to: "/ledger", word: "ledger", icon: IconBook2, roles: everybody },
];

/** Where a role begins. */
export function homeOf(role: Role): string {
  return workDestinations.find(({ roles }) => roles.includes(role))!.to;
}
