/** What one account sent to another in the days that are looked at. */
export interface TransferEdge {
  from: string;
  to: string;
  amount: number;
  movements: number;
}

/** Groups of accounts of which each reaches each other one along what was sent (Tarjan 1972), largest first; single accounts are none. */
export function stronglyConnected(edges: readonly Pick<TransferEdge, "from" | "to">[]): string[][] {
  const next = new Map<string, string[]>(edges.flatMap(({ from, to }) => [from, to]).map((account) => [account, []]));
  for (const { from, to } of edges) next.get(from)!.push(to);
  const search = {
    next,
    order: new Map<string, number>(),
    low: new Map<string, number>(),
    open: [] as string[],
    isOpen: new Set<string>(),
  };
  const groups: string[][] = [];
  for (const account of next.keys()) if (!search.order.has(account)) visit(search, account, groups);
  return groups.filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);
}

interface Search {
  next: ReadonlyMap<string, readonly string[]>;
  order: Map<string, number>;
  low: Map<string, number>;
  open: string[];
  isOpen: Set<string>;
}

/** A chain of transfers may be longer than a stack of calls is deep, so the way back is a list. */
function visit({ next, order, low, open, isOpen }: Search, start: string, groups: string[][]): void {
  const way: Array<{ account: string; tried: number }> = [];
  const enter = (account: string) => {
    order.set(account, order.size);
    low.set(account, order.get(account)!);
    open.push(account);
    isOpen.add(account);
    way.push({ account, tried: 0 });
  };
  enter(start);
  while (way.length > 0) {
    const here = way.at(-1)!;
    const to = next.get(here.account)![here.tried];
    here.tried += 1;
    if (to !== undefined) {
      if (!order.has(to)) enter(to);
      else if (isOpen.has(to)) low.set(here.account, Math.min(low.get(here.account)!, order.get(to)!));
      continue;
    }
    way.pop();
    const before = way.at(-1);
    if (before !== undefined) low.set(before.account, Math.min(low.get(before.account)!, low.get(here.account)!));
    if (low.get(here.account) === order.get(here.account)) groups.push(closed(open, isOpen, here.account));
  }
}

function closed(open: string[], isOpen: Set<string>, root: string): string[] {
  const group = open.splice(open.indexOf(root));
  for (const account of group) isOpen.delete(account);
  return group;
}
