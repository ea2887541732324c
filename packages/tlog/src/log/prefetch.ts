/** Yields load(item) for each item in order, with at most `ahead` loads under way, so that reading overlaps with checking. */
export async function* prefetch<Item, Loaded>(
  items: Iterable<Item>,
  load: (item: Item) => Promise<Loaded>,
  ahead: number,
): AsyncGenerator<Loaded> {
  const underWay: Promise<Loaded>[] = [];
  for (const item of items) {
    const loading = load(item);
    // A load that fails is reported when its turn comes; until then nobody waits for it.
    loading.catch(() => {});
    underWay.push(loading);
    if (underWay.length >= ahead) yield await underWay.shift()!;
  }
  while (underWay.length > 0) yield await underWay.shift()!;
}
