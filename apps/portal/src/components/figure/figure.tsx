import { IconEyeOff, IconZoomIn } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Formats, useFormats } from "../../app/formats.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { writeTrail } from "../../app/trail-address.ts";
import { Moment } from "../moment/moment.tsx";
import classes from "./figure.module.css";

const words = defineWords(
  "figure",
  {
    trail: "Where this number comes from",
    withheld: "Hidden",
    withheld_more: "Too few people to tell them apart",
    as_of: "as of",
    unit_actions_one: "action",
    unit_actions_other: "actions",
    unit_people_one: "person",
    unit_people_other: "people",
    unit_zones_one: "zone",
    unit_zones_other: "zones",
    unit_missions_one: "mission",
    unit_missions_other: "missions",
    unit_days_one: "day",
    unit_days_other: "days",
    unit_entries_one: "entry",
    unit_entries_other: "entries",
    unit_items_one: "item",
    unit_items_other: "items",
    unit_tokens_one: "Heart token",
    unit_tokens_other: "Heart tokens",
    unit_hours: "hours",
    unit_xp: "XP",
    unit_credits: "impact credits",
    unit_seconds: "seconds",
  },
  {
    trail: "ดูที่มาของตัวเลขนี้",
    withheld: "ปกปิด",
    withheld_more: "มีคนจำนวนน้อยเกินไป จนอาจรู้ว่าเป็นใคร",
    as_of: "ข้อมูล ณ",
    unit_actions_other: "กิจกรรม",
    unit_people_other: "คน",
    unit_zones_other: "พื้นที่",
    unit_missions_other: "ภารกิจ",
    unit_days_other: "วัน",
    unit_entries_other: "รายการ",
    unit_items_other: "รายการ",
    unit_tokens_other: "โทเคนหัวใจ",
    unit_hours: "ชั่วโมง",
    unit_xp: "XP",
    unit_credits: "เครดิตผลกระทบ",
    unit_seconds: "วินาที",
  },
);

/** A number that can be questioned, as the contracts have it. */
export interface FigureValue {
  value: number | null;
  unit: string;
  as_of: string;
  drill: { operation: string; query: Record<string, string | number | boolean> } | null;
  withheld?: "too_few_people" | "protects_another";
}

type T = ReturnType<typeof useWords<Parameters<Parameters<typeof useFigureWords>[0]>[0]>>;
const counted = ["actions", "people", "zones", "missions", "days", "entries", "items", "tokens"] as const;

function useFigureWords<R>(use: (t: ReturnType<typeof useWords<"trail">>) => R): R {
  return use(useWords(words as never));
}

/** The value as people read it, and its unit in words. */
export function figureParts({ value, unit }: Pick<FigureValue, "value" | "unit">, formats: Formats, t: Translate): { value: string; unit: string } {
  if (value === null) return { value: t("withheld"), unit: "" };
  const currency = /^([A-Z]{3})_minor$/.exec(unit)?.[1];
  if (currency !== undefined) return { value: formats.money(value, currency), unit: "" };
  if (unit === "credits_minor") return { value: formats.hundredths(value), unit: t("unit_credits") };
  if (unit === "bps") return { value: formats.share(value), unit: "" };
  if (unit === "minutes") return { value: formats.number(value / 60, { maximumFractionDigits: value < 600 ? 1 : 0 }), unit: t("unit_hours") };
  if (unit === "xp" || unit === "seconds") return { value: formats.number(value), unit: t(`unit_${unit}`) };
  const known = counted.find((name) => name === unit);
  return { value: formats.number(value), unit: known === undefined ? unit : t(`unit_${known}`, { count: value }) };
}
