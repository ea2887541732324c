/** A device or an address of an account, as identity tells it. */
export interface Trace {
  kind: "device" | "address";
  key: string;
  accounts: number;
}

/** What more accounts than this share says nothing about any two of them: schools, offices, carriers' gateways. */
const accountsMax = 20;

/** Whether two accounts were seen on what looks like one device, or at one address that few share. */
export function sharedTraces(one: readonly Trace[], other: readonly Trace[]): { device: boolean; address: boolean } {
  const keys = new Set(tellingTraces(other));
  const shares = (kind: Trace["kind"]) => tellingTraces(one.filter((trace) => trace.kind === kind)).some((key) => keys.has(key));
  return { device: shares("device"), address: shares("address") };
}

/** The traces that few share, in one list of names. */
export function tellingTraces(traces: readonly Trace[]): string[] {
  return [...new Set(traces.filter(({ accounts }) => accounts <= accountsMax).map(({ kind, key }) => `${kind} ${key}`))].sort();
}

/** Of each witness the circle: the smallest id among those who are tied together by shared traces, at any number of steps. */
export function circlesOf(witnesses: ReadonlyArray<{ witness_id: string; traces: readonly string[] }>): Map<string, string> {
  const circles = new Map(witnesses.map(({ witness_id }) => [witness_id, witness_id]));
  const holders = new Map<string, string>();
  for (const { witness_id, traces } of witnesses) {
    for (const trace of traces) {
      const holder = holders.get(trace);
      if (holder === undefined) holders.set(trace, witness_id);
      else merge(circles, circles.get(holder)!, circles.get(witness_id)!);
    }
  }
  return circles;
}

function merge(circles: Map<string, string>, one: string, other: string): void {
  const [keep, drop] = one < other ? [one, other] : [other, one];
  for (const [witness_id, circle] of circles) if (circle === drop) circles.set(witness_id, keep);
}
