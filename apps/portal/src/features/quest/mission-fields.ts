import type { questContract } from "@oneheart/contracts";
import type { Answer } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import type { Field, Values } from "../../components/form/record-form.tsx";
import { missionWords } from "./mission-words.ts";

export type Mission = Answer<typeof questContract.operations.getMission>;
export type Zones = ReadonlyArray<{ id: string; name: string }>;

const types = ["daily", "story", "community", "ascension"] as const;

/** What a new mission begins with. */
export const newMission: Values = {
  title: "",
  description: "",
  mission_type: "clean_up",
  quest_type: "daily",
  base_xp: 50,
  base_tokens: 5,
  difficulty_level: 2,
  min_level: 1,
  expected_minutes: 60,
  witnesses_required: 0,
  starts_at: null,
  ends_at: null,
  community_goal: null,
  story_key: null,
  story_chapter: null,
  badges: "",
};

/** The form of a mission. Once somebody began it its terms stand. */
export function useMissionFields(zones: Zones, mission: Mission | undefined): Field[] {
  const t = useWords(missionWords);
  const disabled = mission?.begun_at != null;
  const zoneChoices = zones.map(({ id, name }) => ({ value: id, label: name }));
  const isListed = mission === undefined || zones.some(({ id }) => id === mission.zone_id);
  const choices = isListed ? zoneChoices : [...zoneChoices, { value: mission.zone_id, label: t("zone_retired") }];
  return [
    { name: "title", label: t("name"), kind: "line", required: true, max: 255 },
    { name: "description", label: t("description"), kind: "text", max: 5000 },
    { name: "zone_id", label: t("zone_id"), kind: "choice", choices, disabled },
    {
      name: "quest_type",
      label: t("quest_type"),
      kind: "choice",
      choices: types.map((value) => ({ value, label: t(`type_${value}`) })),
      disabled,
    },
    { name: "mission_type", label: t("mission_type"), kind: "line", required: true, max: 50, disabled },
    { name: "base_xp", label: t("base_xp"), kind: "number", min: 0, max: 10_000, required: true, disabled },
    { name: "base_tokens", label: t("base_tokens"), kind: "number", min: 0, max: 1000, required: true, disabled },
    { name: "difficulty_level", label: t("difficulty_level"), kind: "number", min: 1, max: 10, required: true, disabled },
    { name: "min_level", label: t("min_level"), kind: "number", min: 1, max: 1000, required: true, disabled },
    { name: "expected_minutes", label: t("expected_minutes"), kind: "number", min: 1, max: 1440, required: true, disabled },
    { name: "witnesses_required", label: t("witnesses_required"), kind: "number", min: 0, max: 5, required: true },
    { name: "starts_at", label: t("starts_at"), kind: "time" },
    { name: "ends_at", label: t("ends_at"), kind: "time" },
    { name: "community_goal", label: t("community_goal"), kind: "number", min: 1, disabled },
    { name: "story_key", label: t("story_key"), kind: "line", max: 80, disabled },
    { name: "story_chapter", label: t("story_chapter"), kind: "number", min: 1, disabled },
    { name: "badges", label: t("badges"), kind: "line", disabled },
    ...(mission === undefined ? [] : [{ name: "is_active", label: t("is_active"), kind: "switch" } as const]),
  ];
}

export function valuesOf({ story, required_badges, ...mission }: Mission): Values {
  const { zone_id, title, description, mission_type, quest_type, base_xp, base_tokens, difficulty_level, min_level } = mission;
  const { expected_minutes, witnesses_required, starts_at, ends_at, community_goal, is_active } = mission;
  const terms = { zone_id, mission_type, quest_type, base_xp, base_tokens, difficulty_level, min_level, expected_minutes, community_goal };
  const words = { title, description, witnesses_required, starts_at, ends_at, is_active };
  const chapter = { story_key: story?.key ?? null, story_chapter: story?.chapter ?? null };
  return { ...terms, ...words, ...chapter, badges: required_badges.join(", ") };
}

/** What the form holds as the operations take it. */
export function inputOf({ story_key, story_chapter, badges, ...values }: Values) {
  const story = story_key ? { key: String(story_key), chapter: Number(story_chapter ?? 1) } : null;
  const required_badges = String(badges ?? "")
    .split(",")
    .map((badge) => badge.trim())
    .filter((badge) => badge !== "");
  return { ...values, story, required_badges };
}
