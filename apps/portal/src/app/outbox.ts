import type { Caller } from "@oneheart/client";
import { newKey } from "@oneheart/client/key";
import type { BrowserSession } from "@oneheart/client/session";
import type { Operation } from "@oneheart/contracts";

/** An act that waits for a moment before it is sent, so that it can be taken back. */
export interface WaitingAct {
  /** Also the idempotency key, so that sending it twice does it once. */
  id: string;
  /** A name in the outbox's table of operations. */
  kind: string;
  person_id: string;
  /** The page that shows the act itself. */
  path: string;
  /** What was done, in words. */
  what: string;
  input: Record<string, unknown>;
  due_ms: number;
  /** `left`: the page was closed before it was sent, so the person is asked. */
  state: "waiting" | "sending" | "failed" | "left";
  error?: unknown;
}

/** An act that was sent, and how that went. */
export interface SettledAct {
  act: WaitingAct;
  error?: unknown;
}

export interface Outbox {
  acts(): readonly WaitingAct[];
  subscribe(listener: () => void): () => void;
  /** Hears of every act that was done or refused for good. */
  onSettled(listener: (settled: SettledAct) => void): () => void;
  hold(act: Pick<WaitingAct, "kind" | "path" | "what" | "input">): void;
  takeBack(id: string): void;
  send(id: string): Promise<void>;
}

/** What an outbox needs of its page. */
export interface OutboxOptions {
  session: BrowserSession;
  caller: () => Promise<Caller>;
  /** The operations that may wait, by kind; each is loaded when it is needed. */
  operations: Readonly<Record<string, () => Promise<Operation>>>;
  storage: Pick<Storage, "getItem" | "setItem">;
  now_ms?: () => number;
}

const stored = "oneheart-outbox";
/** For so long an act can be taken back. */
const undo_ms = 10_000;

/** Keeps acts through navigation and reloads of this tab. Whatever was not sent stays and says so. */
export function createOutbox({ session, caller, operations, storage, now_ms = Date.now }: OutboxOptions): Outbox {
  const listeners = new Set<() => void>();
  const settledListeners = new Set<(settled: SettledAct) => void>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let acts: readonly WaitingAct[] = read(storage, now_ms());

  function become(next: readonly WaitingAct[]): void {
    acts = next;
    storage.setItem(stored, JSON.stringify(acts.map(({ error: _error, ...act }) => act)));
    for (const listener of listeners) listener();
  }
  const change = (id: string, to: Partial<WaitingAct>) => become(acts.map((act) => (act.id === id ? { ...act, ...to } : act)));

  function remove(id: string): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
    become(acts.filter((act) => act.id !== id));
  }

  function schedule({ id, due_ms }: WaitingAct): void {
    timers.set(
      id,
      setTimeout(() => void send(id), Math.max(0, due_ms - now_ms())),
    );
  }

  async function send(id: string): Promise<void> {
    const act = acts.find((one) => one.id === id);
    if (act === undefined || act.state === "sending") return;
    clearTimeout(timers.get(id));
    change(id, { state: "sending", error: undefined });
    try {
      const operation = await operations[act.kind]!();
      await (await caller())(operation, act.input as never, { idempotencyKey: id });
      settle(act);
    } catch (error) {
      if (isRefusal(error)) settle(act, error);
      else change(id, { state: "failed", error });
    }
  }

  function settle(act: WaitingAct, error?: unknown): void {
    remove(act.id);
    for (const listener of settledListeners) listener({ act, error });
  }

  // What could not be sent because a session had ended goes out when the same person is there again.
  session.subscribe(() => {
    const { status, person } = session.state();
    if (status !== "signed_in") return;
    for (const act of acts) if (act.person_id === person.id && act.state === "failed") void send(act.id);
  });
  for (const act of acts) if (act.state === "waiting") schedule(act);

  return {
    acts: () => acts,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onSettled(listener) {
      settledListeners.add(listener);
      return () => void settledListeners.delete(listener);
    },
    hold(given) {
      const { person } = session.state();
      if (person === undefined) return;
      const act: WaitingAct = { ...given, id: newKey(), person_id: person.id, due_ms: now_ms() + undo_ms, state: "waiting" };
      become([...acts, act]);
      schedule(act);
    },
    takeBack: remove,
    send,
  };
}

/** The server said no: sending the same again would change nothing. A session that ended is no answer to the act. */
function isRefusal(error: unknown): boolean {
  const { status, code } = (error ?? {}) as { status?: number; code?: string };
  return status !== undefined && status >= 400 && status < 500 && status !== 429 && code !== "unauthenticated";
}

/** What this tab left. What is past its time is not sent behind anybody's back. */
function read(storage: OutboxOptions["storage"], now: number): WaitingAct[] {
  try {
    const acts = JSON.parse(storage.getItem(stored) ?? "[]") as WaitingAct[];
    return acts.map((act) => ({ ...act, state: act.state === "waiting" && act.due_ms > now ? "waiting" : "left" }));
  } catch {
    return [];
  }
}
