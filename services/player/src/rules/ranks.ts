/** Ranks in a list by falling score: equal scores share one, and the next is as far down as its place in the list. */
export function withRanks<Item extends { xp: number }>(items: readonly Item[]): Array<Item & { rank: number }> {
  let rank = 1;
  return items.map((item, index) => {
    if (item.xp !== items[index - 1]?.xp) rank = index + 1;
    return { rank, ...item };
  });
}
