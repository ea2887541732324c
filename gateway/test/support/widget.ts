/** A service for the gateway's own tests, with one operation of each kind. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { defineContract, operation, refusal, signedIn } from "@oneheart/contracts";
import { type Context, commonError, defineService, handle, type ServerSentEvent, type ServiceDefinition } from "@oneheart/kernel";
import { z } from "zod";

const Echo = z.object({ input: z.unknown() });

export const widgetContract = defineContract({
  service: "widget",
  operations: {
    search: operation({
      route: "GET /api/widget/search",
      summary: "Search",
      access: ["anyone"],
      limit: "none",
      input: z.object({
        text: z.string().optional(),
        limit: z.int().min(1).max(100).default(20),
        near: z.number().optional(),
        open: z.boolean().optional(),
        tags: z.array(z.string()).optional(),
        sizes: z.array(z.int()).optional(),
        kind: z.union([z.uuid(), z.literal("me")]).optional(),
      }),
      output: Echo,
    }),
    hear: operation({
      route: "POST /api/widget/hear",
      summary: "Hear what is signed",
      access: ["anyone"],
      limit: "none",
      raw: { field: "payload", headers: { "x-signature": "signature" }, max_bytes: 1_000 },
      input: z.object({ payload: z.string(), signature: z.string() }),
      output: Echo,
    }),
    show: operation({
      route: "GET /api/widget/:id",
      aliases: ["GET /api/gadget/:id"],
      summary: "Show",
      access: signedIn,
      input: z.object({ id: z.string() }),
      output: z.object({ id: z.string(), name: z.string() }),
      errors: { widget_not_found: refusal(404, z.object({ asked: z.string() })) },
    }),
    create: operation({
      route: "POST /api/widget/create",
      summary: "Create",
      access: ["player"],
      idempotent: true,
      input: z.object({ name: z.string(), size: z.int().default(1) }),
      output: z.object({ id: z.uuid(), name: z.string(), size: z.int() }),
      status: 201,
    }),
    change: operation({
      route: "PATCH /api/widget/:id/part/:part",
      summary: "Change",
      access: signedIn,
      input: z.object({ id: z.string(), part: z.int(), name: z.string().optional() }),
      output: Echo,
    }),
    remove: operation({
      route: "DELETE /api/widget/:id",
      summary: "Remove",
      access: signedIn,
      input: z.object({ id: z.string(), force: z.boolean().default(false) }),
      output: z.object({}),
      status: 204,
    }),
    pay: operation({
      route: "POST /api/widget/pay",
      summary: "Pay",
      access: ["player"],
      idempotent: "required",
      input: z.object({ amount: z.int().min(1) }),
      output: z.object({ paid: z.int() }),
    }),
    greet: operation({
      route: "POST /api/widget/greet",
      summary: "Greet",
      access: ["anyone"],
      input: z.object({ name: z.string() }),
      output: z.object({ greeting: z.string() }),
    }),
    glance: operation({
      route: "GET /api/widget/glance",
      summary: "Read what is public",
      access: ["anyone"],
      input: z.object({}),
      output: z.object({}),
    }),
    join: operation({
      route: "POST /api/widget/join",
      summary: "What a whole class does at once",
      access: ["anyone"],
      limit: "sessions",
      input: z.object({}),
      output: z.object({}),
    }),
    whoami: operation({
      route: "GET /api/widget/whoami",
      summary: "Who asks",
      access: signedIn,
      input: z.object({}),
      output: z.object({ player_id: z.string(), did: z.string(), role: z.string(), ip: z.string(), user_agent: z.string() }),
    }),
    administer: operation({
      route: "GET /api/admin/widgets",
      summary: "Administer",
      access: ["admin"],
      input: z.object({}),
      output: z.object({}),
    }),
    broken: operation({
      route: "GET /api/widget/broken/:how",
      summary: "Has a bug",
      access: ["anyone"],
      limit: "none",
      input: z.object({ how: z.enum(["throws", "misfits", "hangs"]) }),
      output: z.object({ value: z.int() }),
    }),
    file: operation({
      route: "GET /api/widget/files/*key",
      summary: "A file",
      access: ["anyone"],
      answer: "bytes",
      limit: "none",
      input: z.object({
        key: z.string(),
        range: z.string().optional(),
        if_range: z.string().optional(),
        from: z.enum(["text", "bytes", "stream"]).default("stream"),
      }),
      output: z.unknown(),
      errors: { file_not_found: 404 },
    }),
    upload: operation({
      route: "POST /api/widget/upload",
      summary: "Upload",
      access: ["player"],
      limit: "upload",
      idempotent: true,
      file: { field: "media", max_bytes: 1_000_000 },
      input: z.object({
        name: z.string(),
        size: z.int().optional(),
        exact: z.boolean().default(false),
        refuse: z.boolean().default(false),
      }),
      output: z.object({
        name: z.string(),
        size: z.int().nullable(),
        exact: z.boolean(),
        filename: z.string(),
        bytes: z.int(),
        sha256: z.string(),
      }),
      status: 201,
      errors: { media_missing: 400, not_now: 409 },
    }),
    watch: operation({
      route: "GET /api/widget/watch",
      summary: "Watch",
      access: signedIn,
      answer: "events",
      input: z.object({ last_event_id: z.string().optional(), count: z.int().optional() }),
      output: z.unknown(),
    }),
    inner: operation({
      summary: "For services only",
      access: ["internal"],
      input: z.object({ how: z.enum(["answers", "refuses", "refuses_in_words", "misfits", "throws"]).default("answers") }),
      output: z.object({
        name: z.string().trim(),
        size: z.int().default(1),
        note: z.string().optional(),
        parts: z.array(z.object({ weight: z.number() })),
        details: z.record(z.string(), z.unknown()),
      }),
      errors: { widget_not_found: refusal(404, z.object({ since: z.date(), unknown: z.undefined() })) },
    }),
  },
});

const { operations } = widgetContract;

/** What a test sees and steers. */
export interface Probe {
  /** Ends a hanging operation. */
  release: PromiseWithResolvers<void>;
  /** Signals of operations under way, by operation. */
  signals: Map<string, AbortSignal>;
  /** Makes the watched stream say something. */
  say(text: string): void;
  /** How many streams are being read. */
  watching: number;
  /** How the last upload's stream ended. */
  uploadEnded: PromiseWithResolvers<"whole" | Error>;
  /** How many events a source was asked for. */
  pulled: number;
  /** What `inner` keeps, and answers as it is: with fields that its contract lacks, and values that JSON lacks. */
  inner: Record<string, unknown>;
}

export function createProbe(): Probe & { heard(listener: (text: string) => void): () => void } {
  const listeners = new Set<(text: string) => void>();
  return {
    release: Promise.withResolvers(),
    signals: new Map(),
    watching: 0,
    pulled: 0,
    inner: {
      name: " Widget ",
      note: undefined,
      secret: "never leaves",
      parts: [{ weight: -0, secret: "never leaves" }],
      details: { at: new Date(0), missing: undefined, list: [undefined, Number.NaN] },
    },
    uploadEnded: Promise.withResolvers(),
    say: (text) => {
      for (const listener of listeners) listener(text);
    },
    heard(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function widgetService(probe: ReturnType<typeof createProbe>): ServiceDefinition {
  return defineService(widgetContract, {
    operations: {
      search: handle(operations.search, async (input) => ({ input })),
      hear: handle(operations.hear, async (input) => ({ input })),
      show: handle(operations.show, async ({ id }, ctx) =>
        id === "none" ? ctx.fail("widget_not_found", { asked: id }) : ({ id, name: "A widget", secret: "never leaves" } as never),
      ),
      create: handle(operations.create, async (input, ctx) => ctx.answer(async () => ({ id: ctx.newId(), ...input }))),
      change: handle(operations.change, async (input) => ({ input })),
      remove: handle(operations.remove, async () => ({})),
      pay: handle(operations.pay, async ({ amount }, ctx) => ctx.answer(async () => ({ paid: amount }))),
      glance: handle(operations.glance, async () => ({})),
      join: handle(operations.join, async () => ({})),
      greet: handle(operations.greet, async ({ name }) => ({ greeting: `Hello ${name}` })),
      whoami: handle(operations.whoami, async (_, { principal, source }) => ({
        player_id: principal.playerId,
        did: principal.did,
        role: principal.role,
        ip: source.ip,
        user_agent: source.userAgent,
      })),
      administer: handle(operations.administer, async () => ({})),
      broken: handle(operations.broken, async ({ how }, ctx) => {
        probe.signals.set("broken", ctx.signal);
        if (how === "throws") throw new Error("a detail that nobody outside should read");
        if (how === "hangs") await probe.release.promise;
        return { value: "a secret text" as never };
      }),
      file: handle(operations.file, async ({ key, range, if_range = "", from }, ctx) => {
        if (key === "none") ctx.fail("file_not_found");
        const text = range === undefined ? `contents of ${key}` : `part ${range}${if_range}`;
        const body = { text, bytes: new TextEncoder().encode(text), stream: Readable.from([Buffer.from(text)]) }[from];
        return { content_type: "text/x-widget", headers: { etag: '"abc"' }, status: range === undefined ? 200 : 206, body };
      }),
      upload: handle(operations.upload, (input, ctx) => receive(probe, input, ctx)),
      watch: handle(operations.watch, async ({ last_event_id, count }, ctx) => {
        probe.signals.set("watch", ctx.signal);
        return count === undefined ? watch(probe, last_event_id, ctx.signal) : flood(probe, count);
      }),
      inner: handle(operations.inner, async ({ how }, ctx) => {
        if (how === "refuses") return ctx.fail("widget_not_found", { since: new Date(0), unknown: undefined });
        if (how === "refuses_in_words") throw commonError("invalid_input", { message: "no", fields: [{ path: "how", message: "unfit" }] });
        if (how === "throws") throw new Error("a detail that nobody outside should read");
        if (how === "misfits") return { name: 7 } as never;
        return probe.inner as never;
      }),
    },
  });
}

async function receive(
  probe: Probe,
  input: { name: string; size?: number; exact: boolean; refuse: boolean },
  ctx: Context<typeof operations.upload>,
) {
  if (input.refuse) ctx.fail("not_now");
  const { file } = ctx;
  if (file === undefined) return ctx.fail("media_missing");
  probe.signals.set("upload", ctx.signal);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of file.stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    probe.uploadEnded.resolve("whole");
  } catch (error) {
    probe.uploadEnded.resolve(error as Error);
    throw error;
  }
  const sha256 = hash.digest("hex");
  ctx.identifyRequestBy(`sha256:${sha256}`);
  const { name, size = null, exact } = input;
  return ctx.answer(async () => ({ name, size, exact, filename: file.filename, bytes, sha256 }));
}

async function* watch(
  probe: ReturnType<typeof createProbe>,
  lastEventId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  probe.watching += 1;
  const waiting: string[] = [];
  let wake = () => {};
  const unhear = probe.heard((text) => {
    waiting.push(text);
    wake();
  });
  signal.addEventListener("abort", () => wake(), { once: true });
  try {
    yield { id: "1", event: "begin", data: `after ${lastEventId ?? "nothing"}` };
    while (!signal.aborted) {
      const text = waiting.shift();
      if (text === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else if (text === "fail") throw new Error("the source broke");
      else yield { data: text };
    }
  } finally {
    probe.watching -= 1;
    unhear();
  }
}

async function* flood(probe: Probe, count: number): AsyncGenerator<ServerSentEvent> {
  for (let number = 0; number < count; number += 1) {
    probe.pulled += 1;
    yield { id: String(number), data: "x".repeat(10_000) };
  }
}
