import type { Home } from "@oneheart/contracts";

type Quest = NonNullable<Home["quests"]>[number];

/** The quest to go on with, or the first that the player could start; quests come nearest first where a place was sent. */
export function nextQuest(quests: readonly Quest[], hasPlace: boolean): Home["next"] {
  const underWay = quests.find(({ status }) => status === "active");
  if (underWay !== undefined) return { quest: underWay, because: "under_way" };
  const open = quests.find(({ status, locked_because }) => status === "available" && locked_because.length === 0);
  return open === undefined ? null : { quest: open, because: hasPlace ? "near" : "open" };
}
