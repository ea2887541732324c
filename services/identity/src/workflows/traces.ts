import type { Source, Vault } from "@oneheart/kernel";
import { networkOf } from "../rules/network.ts";
import type { TraceKey } from "../store/traces.ts";

/** What a request shows of its device and address, as keyed hashes; nothing when its address says nothing. */
export function tracesOf(source: Source, vault: Vault): TraceKey[] {
  const network = networkOf(source.ip);
  if (network === undefined) return [];
  return [
    { kind: "address", key: vault.blindIndex(network, "account_traces.address") },
    { kind: "device", key: vault.blindIndex(`${network} ${source.userAgent}`, "account_traces.device") },
  ];
}
