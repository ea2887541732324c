import { requireNumber } from "../errors.ts";

/** An account with what it has in common with others: a device's or address's keyed hash, or a zone. */
export interface Account {
  readonly player: string;
  readonly key: string;
  readonly created_at_ms: number;
  /** Null when nothing was handed in yet. */
  readonly first_submission_at_ms: number | null;
}

/** When new accounts with one thing in common are a burst. */
export interface NewAccountSettings {
  readonly window_ms: number;
  /** A first submission within this time of the account's creation is soon. */
  readonly soon_ms: number;
  readonly accounts_min: number;
}

const defaultNewAccountSettings: NewAccountSettings = { window_ms: 86_400_000, soon_ms: 86_400_000, accounts_min: 5 };

/** Accounts created close together from one device, address or zone, which handed something in soon after. */
export interface NewAccountBurst {
  readonly key: string;
  readonly from_ms: number;
  readonly to_ms: number;
  /** Everybody in the burst, in order of creation. */
  readonly players: string[];
}

/** The bursts, largest first; windows that overlap are one burst. Accounts that did not hand in soon do not count. */
export function newAccountBursts(accounts: readonly Account[], settings = defaultNewAccountSettings): NewAccountBurst[] {
  requireNumber("window_ms", settings.window_ms, 0);
  requireNumber("accounts_min", settings.accounts_min, 2);
  const soon = accounts.filter(
    ({ created_at_ms, first_submission_at_ms }) =>
      first_submission_at_ms !== null && first_submission_at_ms - created_at_ms <= settings.soon_ms,
  );
  return [...Map.groupBy(soon, ({ key }) => key).values()]
    .flatMap((group) => burstsIn(onePerPlayer(group), settings))
    .sort((a, b) => b.players.length - a.players.length || a.from_ms - b.from_ms);
}

function burstsIn(ordered: readonly Account[], { window_ms, accounts_min }: NewAccountSettings): NewAccountBurst[] {
  const crowded = new Set<number>();
  for (let first = 0, end = 0; first < ordered.length; first += 1) {
    while (end < ordered.length && ordered[end]!.created_at_ms - ordered[first]!.created_at_ms <= window_ms) end += 1;
    if (end - first >= accounts_min) for (let at = first; at < end; at += 1) crowded.add(at);
  }
  const bursts: Account[][] = [];
  for (const at of crowded) {
    const account = ordered[at]!;
    const current = bursts.at(-1);
    if (current !== undefined && account.created_at_ms - current.at(-1)!.created_at_ms <= window_ms) current.push(account);
    else bursts.push([account]);
  }
  return bursts.map((members) => ({
    key: members[0]!.key,
    from_ms: members[0]!.created_at_ms,
    to_ms: members.at(-1)!.created_at_ms,
    players: members.map(({ player }) => player),
  }));
}

function onePerPlayer(accounts: readonly Account[]): Account[] {
  return [...new Map(accounts.map((account) => [account.player, account])).values()].sort((a, b) => a.created_at_ms - b.created_at_ms);
}
