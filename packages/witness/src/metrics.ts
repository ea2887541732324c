import type { Witness } from "./witness.ts";

/** Answers by status, and how far each log is cosigned, in Prometheus' text format. */
export function createCounts() {
  const answers = new Map<number, number>();
  return {
    add(status: number): void {
      answers.set(status, (answers.get(status) ?? 0) + 1);
    },
    format({ logs, state }: Pick<Witness, "logs" | "state">): string {
      return [
        "# HELP witness_requests_total Requests to add-checkpoint, by the status answered.",
        "# TYPE witness_requests_total counter",
        ...[...answers].map(([status, count]) => `witness_requests_total{status="${status}"} ${count}`),
        "# HELP witness_log_size Entries of the last tree cosigned.",
        "# TYPE witness_log_size gauge",
        ...[...logs.keys()].map((origin) => `witness_log_size{origin=${JSON.stringify(origin)}} ${state.last(origin)?.size ?? 0}`),
        "",
      ].join("\n");
    },
  };
}
