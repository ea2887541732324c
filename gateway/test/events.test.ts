import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, it } from "node:test";
import { openGateway, refusal, type TestGateway, until } from "./support/gateway.ts";

async function withGateway(work: (gateway: TestGateway) => Promise<void>, settings: Record<string, string> = {}): Promise<void> {
  const gateway = await openGateway({ settings });
  try {
    await work(gateway);
  } finally {
    await gateway.close();
  }
}

/** Reads a stream as it arrives. */
function listen(response: Response) {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    get text() {
      return text;
    },
    /** Reads until the text holds this, or to the end. */
    async until(wanted: string): Promise<boolean> {
      while (!text.includes(wanted)) {
        const { done, value } = await reader.read();
        if (done) return false;
        text += value;
      }
      return true;
    },
    async end(): Promise<string> {
      await this.until("\u0000");
      return text;
    },
    leave: () => reader.cancel(),
  };
}

describe("event streams", () => {
  it("begin at once, carry events as they happen, and resume after Last-Event-ID", () =>
    withGateway(async (gateway) => {
      const token = await gateway.identity.token();
      const response = await gateway.fetch("/api/widget/watch", { token, headers: { "last-event-id": "41" } });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get("content-type"), "text/event-stream");
      assert.equal(response.headers.get("cache-control"), "no-store");
      assert.equal(response.headers.get("x-accel-buffering"), "no");
      const stream = listen(response);
      assert.ok(await stream.until("data: after 41\n\n"));
      assert.match(stream.text, /^retry: 3000\n\nid: 1\nevent: begin\ndata: after 41\n\n/);
      gateway.probe.say("two\nlines");
      assert.ok(await stream.until("data: two\ndata: lines\n\n"));
      await stream.leave();
    }));

  it("end their source when the client leaves", () =>
    withGateway(async (gateway) => {
      const stream = listen(await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token() }));
      await stream.until("begin");
      assert.equal(gateway.probe.watching, 1);
      await stream.leave();
      await until(() => gateway.probe.watching === 0, "the source to end");
    }));

  it("end when their session ends, and only those of that session", () =>
    withGateway(async (gateway) => {
      const sid = randomUUID();
      const leaving = listen(await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token({ sid }) }));
      const staying = listen(await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token() }));
      await Promise.all([leaving.until("begin"), staying.until("begin")]);
      await gateway.app.backing.cache.publish("session.ended", sid);
      await leaving.end();
      await until(() => gateway.probe.watching === 1, "one source to end");
      gateway.probe.say("still here");
      assert.ok(await staying.until("still here"));
      await staying.leave();
    }));

  it("end when the access token expires", () =>
    withGateway(async (gateway) => {
      const stream = listen(await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token({ exp_s: 2 }) }));
      await stream.end();
      await until(() => gateway.probe.watching === 0, "the source to end");
    }));

  it("end when the server stops, which does not wait for them", async () => {
    const gateway = await openGateway();
    const stream = listen(await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token() }));
    await stream.until("begin");
    const ended = stream.end();
    await gateway.close();
    assert.match(await ended, /begin/);
    assert.equal(gateway.probe.watching, 0);
  });

  it("outlive the time limit of a request", () =>
    withGateway(
      async (gateway) => {
        const stream = listen(await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token() }));
        await stream.until("begin");
        await new Promise((resolve) => setTimeout(resolve, 400));
        gateway.probe.say("later");
        assert.ok(await stream.until("later"));
        await stream.leave();
      },
      { REQUEST_TIMEOUT_MS: "200" },
    ));

  it("ask their source for more only when the client has read", () =>
    withGateway(async (gateway) => {
      const response = await gateway.fetch("/api/widget/watch?count=100000", { token: await gateway.identity.token() });
      let last = -1;
      await until(async () => {
        const before = last;
        last = gateway.probe.pulled;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return before === last;
      }, "the source to be left alone");
      assert.ok(last > 0 && last < 5_000, `${last} of 100000 events were asked for`);
      await response.body!.cancel();
    }));

  it("end, and are logged, when their source fails", () =>
    withGateway(async (gateway) => {
      const stream = listen(await gateway.fetch("/api/widget/watch", { token: await gateway.identity.token() }));
      await stream.until("begin");
      gateway.probe.say("fail");
      await stream.end();
      await until(() => gateway.lines.some((line) => line.msg === "an event stream failed"), "the log line");
    }));

  it("are limited for each session", () =>
    withGateway(async (gateway) => {
      const token = await gateway.identity.token();
      const open: Response[] = [];
      for (let count = 0; count < 8; count += 1) open.push(await gateway.fetch("/api/widget/watch", { token }));
      assert.deepEqual(await refusal(gateway.fetch("/api/widget/watch", { token })), [429, "rate_limited"]);
      await open[0]!.body!.cancel();
      await until(async () => {
        const response = await gateway.fetch("/api/widget/watch", { token });
        await response.body?.cancel();
        return response.status === 200;
      }, "a place");
    }));

  it("answer HEAD without beginning", () =>
    withGateway(async (gateway) => {
      const response = await gateway.fetch("/api/widget/watch", { method: "HEAD", token: await gateway.identity.token() });
      assert.deepEqual([response.status, await response.text()], [200, ""]);
      assert.equal(gateway.probe.watching, 0);
      await until(() => gateway.probe.signals.get("watch")!.aborted, "the source to be told");
    }));
});
