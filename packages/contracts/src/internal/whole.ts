import type { Contract } from "../common/define.ts";

/** All that a service answers and tells: its public contract with its internal part. */
export function wholeContract<Open extends Contract, Internal extends Contract>({ service, operations }: Open, internal: Internal) {
  const all: Open["operations"] & Internal["operations"] = { ...operations, ...internal.operations };
  return { service, operations: all, events: internal.events as Internal["events"] };
}
