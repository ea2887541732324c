import type { SignedIn } from "@oneheart/client/session";
import { type Icon, IconBuildingBank, IconHeartHandshake, IconReceipt, IconUserPlus } from "@tabler/icons-react";
import { defineWords, type WordSet } from "./i18n.ts";

export const navigationWords = defineWords(
  "navigation",
  {
    home: "The programme",
    join: "Take part",
    transparency: "Transparency",
    verify: "Check a receipt",
  },
  {
    home: "โครงการ",
    join: "เข้าร่วม",
    transparency: "ความโปร่งใส",
    verify: "ตรวจใบรับรอง",
  },
);

export type Role = SignedIn["role"];

export interface Destination<Word extends string = string> {
  to: string;
  word: Word;
  icon: Icon;
}

/** Places, and the words for them. */
export interface Destinations<Word extends string = string> {
  words: WordSet<Word>;
  places: ReadonlyArray<Destination<Word>>;
}

/** Where anybody may go. */
export const publicDestinations: Destinations<NonNullable<(typeof navigationWords)["key"]>> = {
  words: navigationWords,
  places: [
    { to: "/", word: "home", icon: IconHeartHandshake },
    { to: "/join", word: "join", icon: IconUserPlus },
    { to: "/transparency", word: "transparency", icon: IconBuildingBank },
    { to: "/verify", word: "verify", icon: IconReceipt },
  ],
};

const homes: Readonly<Record<Role, string>> = {
  admin: "/admin",
  reviewer: "/review",
  sponsor: "/sponsor",
  government: "/nation",
  player: "/ledger",
};

/** Where a role begins. */
export function homeOf(role: Role): string {
  return homes[role];
}
