import { type CallInput, identityContract, type platformContract } from "@oneheart/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRead } from "../../app/calls.ts";

/** What the address says of the filter: a user name, and whole days on the clock of this device. */
export interface AuditSearch {
  who?: string;
  operation?: string;
  target?: string;
  from?: string;
  to?: string;
}

export type AuditFilter = CallInput<typeof platformContract.operations.exportAudit>;
const day_ms = 86_400_000;

export function useAuditSearch(): [AuditSearch, (search: AuditSearch) => void] {
  const search = useSearch({ strict: false }) as AuditSearch;
  const navigate = useNavigate();
  return [search, (next) => void navigate({ to: ".", search: next as never, replace: true })];
}

/** The filter as the server takes it. `nobody`: no account has this name; undefined until that is known. */
export function useAuditFilter({ who, operation, target, from, to }: AuditSearch): AuditFilter | "nobody" | undefined {
  const accounts = useRead(identityContract.operations.listUsers, { username: who ?? "" }, { enabled: who !== undefined });
  if (who !== undefined && (accounts.data === undefined || accounts.isPlaceholderData)) return undefined;
  const actor_id = who === undefined ? undefined : accounts.data!.items.find(({ username }) => username === who)?.id;
  if (who !== undefined && actor_id === undefined) return "nobody";
  return { actor_id, operation, target, from: momentOf(from, 0), to: momentOf(to, day_ms) };
}

function momentOf(day: string | undefined, after_ms: number): string | undefined {
  const start = day === undefined ? Number.NaN : new Date(`${day}T00:00`).getTime();
  return Number.isNaN(start) ? undefined : new Date(start + after_ms).toISOString();
}
