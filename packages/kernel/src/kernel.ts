import type { Backing } from "@oneheart/backing";
import type { Operation } from "@oneheart/contracts";
import { asSent, errorFromSent, sentErrorOf } from "./answers.ts";
import { withApprovalSteps } from "./approval/steps.ts";
import type { Answered, Call } from "./call.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { BaseContext } from "./context.ts";
import type { OpenDatabase } from "./database.ts";
import { createDiskWatch, type DiskWatch } from "./disk-watch.ts";
import { dispatch } from "./dispatch.ts";
import type { Elsewhere, InternalCaller } from "./elsewhere.ts";
import { isOperationError } from "./errors.ts";
import { collectSubscriptions } from "./events.ts";
import { newId } from "./ids.ts";
import { type JobRunner, startJobs } from "./jobs.ts";
import type { Logger } from "./log/logger.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createOperationBatches } from "./operation-batch.ts";
import { momentOfJob } from "./past.ts";
import { system } from "./principal.ts";
import { createBaseContext, type Runtime } from "./runtime.ts";
import type { Handler, ServiceDefinition } from "./service.ts";
import { kernelSettings } from "./settings/declared.ts";
import type { Settings } from "./settings/gather.ts";
import { settingsByService } from "./settings/of-service.ts";
import { createOpenStates } from "./state.ts";
import type { Vault } from "./vault.ts";

export interface KernelOptions {
  /** The services of this process. */
  running: readonly ServiceDefinition[];
  /** Every service there is, so that events reach subscribers elsewhere. */
  known: readonly ServiceDefinition[];
  database: OpenDatabase;
  backing: Backing;
  vault: Vault;
  settings: Settings;
  log: Logger;
  clock?: Clock;
  metrics?: Metrics;
  /** Answers for the services of other processes, where there are any. */
  elsewhere?: Elsewhere;
}

/** Runs operations here or elsewhere, hears events, starts and stops. */
export interface Kernel {
  readonly settings: Settings;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly backing: Backing;
  readonly disk: DiskWatch;
  readonly running: readonly ServiceDefinition[];
  /** True when the operation's service is in this process. */
  has(operation: Operation): boolean;
  /** Runs an operation of this process. */
  dispatch(call: Call): Promise<Answered>;
  /**
   * Asks as the program itself, wherever the service is. With a moment of the past everything it asks for happens then, and so does
   * what follows from it: nobody outside can give one.
   */
  context(service: string, at?: Date): BaseContext;
  startServices(): Promise<void>;
  startJobs(): Promise<void>;
  stop(): Promise<void>;
}

const nowhere = { ip: "", userAgent: "" };

export function createKernel(options: KernelOptions): Kernel {
  const { settings, log, backing, database } = options;
  const metrics = options.metrics ?? createMetrics();
  const running = options.running.map((service) => withApprovalSteps(service, () => runtime));
  const handlers = new Map<string, Handler>(
    running.flatMap((service) => [...service.handlers].map(([name, handler]) => [`${service.name}.${name}`, handler])),
  );
  const handlerOf = (operation: Operation) => handlers.get(`${operation.service}.${operation.name}`);

  /** Asks a service. Wherever it is, the caller gets the same answer and the same error. */
  async function callInternally(operation: Operation, input: unknown, caller: InternalCaller): Promise<unknown> {
    const handler = handlerOf(operation);
    if (handler !== undefined) {
      const answered = await dispatch(runtime, handler, {
        operation,
        input,
        principal: caller.principal,
        requestId: caller.requestId,
        source: nowhere,
        internal: true,
        at: caller.at,
      }).catch((error: unknown) => {
        throw isOperationError(error) ? errorFromSent(asSent(sentErrorOf(error))) : error;
      });
      return asSent(answered.output);
    }
    if (options.elsewhere === undefined)
      throw new Error(`the ${operation.service} service is not in this process, and no other process is known`);
    return options.elsewhere.ask(operation, input, caller);
  }

  const runtime: Runtime = {
    db: database.db,
    clock: options.clock ?? systemClock,
    newId,
    metrics,
    subscriptions: collectSubscriptions(options.known),
    batches: createOperationBatches(() => runtime),
    disk: createDiskWatch(database.pool),
    states: createOpenStates(),
    backing,
    vault: options.vault,
    settingsFor: settingsByService(settings, options.running),
    log,
    callInternally,
  };
  const context = (service: string, at?: Date) =>
    createBaseContext(runtime, { principal: system, requestId: newId(), service, bindings: {}, at });
  let jobs: JobRunner | undefined;

  return {
    settings,
    log,
    metrics,
    backing,
    disk: runtime.disk,
    running,
    context,
    has: (operation) => handlerOf(operation) !== undefined,
    async dispatch(call) {
      const handler = handlerOf(call.operation);
      if (handler === undefined) throw new Error(`${call.operation.service}.${call.operation.name} is not in this process`);
      return dispatch(runtime, handler, call);
    },
    async startServices() {
      for (const service of options.running) {
        if (service.state !== undefined) await runtime.states.open(service.state, context(service.name), metrics);
        await service.onStart?.(context(service.name), metrics);
      }
    },
    async startJobs() {
      jobs = await startJobs(runtime, options.running, { databaseUrl: database.url, ...settings.of(kernelSettings) });
      for (const service of options.running) await startWorkers(service, backing, (payload) => context(service.name, momentOfJob(payload)));
    },
    async stop() {
      await jobs?.stop();
      await backing.queue.close();
      await runtime.states.close();
    },
  };
}

/** Each job has a context of its own, which knows whether this job is inside a transaction. */
async function startWorkers(
  service: ServiceDefinition,
  backing: Backing,
  context: (payload: Record<string, unknown>) => BaseContext,
): Promise<void> {
  for (const worker of service.workers) {
    await backing.queue.work(worker.queue, (payload, job) => worker.run(payload, context(payload), job), {
      concurrency: worker.concurrency,
      attempts: worker.attempts,
      onDead: async (payload, error) => worker.onDead?.(payload, error, context(payload)),
    });
  }
}
