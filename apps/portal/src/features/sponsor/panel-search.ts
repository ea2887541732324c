import { useNavigate, useSearch } from "@tanstack/react-router";

/** What a panel shows: it stands in the page's address, so that a link shows the same. */
interface PanelSearch {
  organisation?: string;
  campaign?: string;
  currency?: string;
  from?: string;
  to?: string;
  /** Of the gallery. */
  zone?: string;
  mission?: string;
}

/** The choice in the address, and how to change it. Undefined takes something out of it. */
export function usePanelSearch(): [PanelSearch, (change: PanelSearch) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const text = (name: keyof PanelSearch) => (typeof search[name] === "string" ? search[name] : undefined);
  const chosen = {
    organisation: text("organisation"),
    campaign: text("campaign"),
    currency: text("currency"),
    from: text("from"),
    to: text("to"),
    zone: text("zone"),
    mission: text("mission"),
  };
  const change = (next: PanelSearch) => void navigate({ to: ".", search: { ...chosen, ...next } as never, replace: true });
  return [chosen, change];
}

const DAY_MS = 86_400_000;

/** Days back from today, on the calendar of this device. */
export function daysBack(days: number, now = new Date()): { from: string; to: string } {
  const local = now.getTime() - now.getTimezoneOffset() * 60_000;
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: day(local - (days - 1) * DAY_MS), to: day(local) };
}

export function thisYear(now = new Date()): { from: string; to: string } {
  return { from: `${now.getFullYear()}-01-01`, to: daysBack(1, now).to };
}
