import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the kernel measures, in Prometheus' units (seconds, bytes). */
export interface Metrics {
  registry: Registry;
  requests: Histogram<"method" | "route" | "status">;
  operations: Histogram<"service" | "operation" | "outcome">;
  events: Counter<"type">;
  jobs: Histogram<"task" | "outcome">;
  pool: Gauge<"state">;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time to answer an HTTP request",
      labelNames: ["method", "route", "status"],
      buckets: seconds,
      registers,
    }),
    operations: new Histogram({
      name: "oneheart_operation_duration_seconds",
      help: "Time of an operation in its service",
      labelNames: ["service", "operation", "outcome"],
      buckets: seconds,
      registers,
    }),
    events: new Counter({ name: "oneheart_events_total", help: "Domain events emitted", labelNames: ["type"], registers }),
    jobs: new Histogram({
      name: "oneheart_job_duration_seconds",
      help: "Time of a job or subscriber",
      labelNames: ["task", "outcome"],
      buckets: seconds,
      registers,
    }),
    pool: new Gauge({ name: "oneheart_database_connections", help: "Connections of the database pool", labelNames: ["state"], registers }),
  };
}

/** Adds a gauge of a service's own, with one value per label. It is read when somebody looks; what cannot be read then is left out. */
export function addGauge(
  { registry }: Metrics,
  { name, help, label }: { name: string; help: string; label: string },
  read: () => Promise<ReadonlyMap<string, number>>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      const values = await read().catch(() => new Map<string, number>());
      this.reset();
      for (const [value, number] of values) this.set({ [label]: value }, number);
    },
  });
}
