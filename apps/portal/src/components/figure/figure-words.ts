import type { Formats } from "../../app/formats.ts";
import { defineWords, type Translate } from "../../app/i18n.ts";

export const figureWords = defineWords(
  "figure",
  {
    trail: "Where this number comes from",
    list: "To the list",
    withheld: "Hidden",
    actions_one: "action",
    actions_other: "actions",
    people_one: "person",
    people_other: "people",
    zones_one: "zone",
    zones_other: "zones",
    days_one: "day",
    days_other: "days",
    entries_one: "entry",
    entries_other: "entries",
    items_one: "item",
    items_other: "items",
    tokens_one: "Heart token",
    tokens_other: "Heart tokens",
    hours: "hours",
    credits: "impact credits",
  },
  {
    trail: "ดูที่มาของตัวเลขนี้",
    list: "ดูรายการ",
    withheld: "ปกปิด",
    actions_other: "กิจกรรม",
    people_other: "คน",
    zones_other: "พื้นที่",
    days_other: "วัน",
    entries_other: "รายการ",
    items_other: "รายการ",
    tokens_other: "โทเคนหัวใจ",
    hours: "ชั่วโมง",
    credits: "เครดิตผลกระทบ",
  },
);
type Key = typeof figureWords extends { key?: infer K } ? NonNullable<K> : never;

const counted = ["actions", "people", "zones", "days", "entries", "items", "tokens"] as const;

/** Co-sponsors count parts, of which a million are one. */
const WHOLE_PARTS = 1_000_000;
const partUnits: Readonly<Record<string, "actions" | "people">> = { action_parts: "actions", people_parts: "people" };

/** A value as people read it, and its unit in words. */
export function figureParts(value: number | null, unit: string, formats: Formats, t: Translate<Key>): { value: string; unit: string } {
  if (value === null) return { value: t("withheld"), unit: "" };
  const currency = /^([A-Z]{3})_minor$/.exec(unit)?.[1];
  if (currency !== undefined) return { value: formats.money(value, currency), unit: "" };
  if (unit === "credits_minor") return { value: formats.hundredths(value), unit: t("credits") };
  if (unit === "bps") return { value: formats.share(value), unit: "" };
  if (unit === "minutes") return { value: formats.number(value / 60, { maximumFractionDigits: value < 600 ? 1 : 0 }), unit: t("hours") };
  const whole = partUnits[unit];
  if (whole !== undefined) {
    const count = value / WHOLE_PARTS;
    return { value: formats.number(count, { maximumFractionDigits: 2 }), unit: t(whole, { count }) };
  }
  const known = counted.find((name) => name === unit);
  return { value: formats.number(value), unit: known === undefined ? unit : t(known, { count: value }) };
}
