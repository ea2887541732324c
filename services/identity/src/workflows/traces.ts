import { isPlace, networkOf, type Source, type Vault } from "@oneheart/kernel";
import type { TraceKey } from "../store/traces.ts";

/** What a request shows of its device and address, as keyed hashes; nothing when its address says nothing. */
export function tracesOf(source: Source, vault: Vault): TraceKey[] {
  const network = networkOf(source.ip);
  if (!isPlace(network)) return [];
  return [
    { kind: "address", key: vault.blindIndex(network, "account_traces.address") },
    { kind: "device", key: vault.blindIndex(`${network} ${source.userAgent}`, "account_traces.device") },
  ];
}
