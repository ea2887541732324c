/** Whether an action is shown among the verified ones, as of the newest event that was heard of it. */
export interface Standing {
  shown: boolean;
  standing_at: Date;
}

/** What news of an action's standing means: whether it is newer than what is known, and what it adds to the counts of its zone. */
export function standingChange(known: Standing | undefined, news: Standing): { applies: boolean; counts: -1 | 0 | 1 } {
  if (known !== undefined && known.standing_at.getTime() >= news.standing_at.getTime()) return { applies: false, counts: 0 };
  const before = known?.shown ?? false;
  if (before === news.shown) return { applies: true, counts: 0 };
  return { applies: true, counts: news.shown ? 1 : -1 };
}
