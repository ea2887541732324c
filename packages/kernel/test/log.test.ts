import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { createLogger } from "../src/index.ts";
import { readable } from "../src/log/readable.ts";
import { createRepeats } from "../src/log/repeats.ts";
import { isDiskFull } from "../src/outages.ts";

const away = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });

describe("the log", () => {
  it("says of an outage once a minute for each message, with the reason and not the stack; of other faults always", () => {
    const lines: string[] = [];
    const log = createLogger({ level: "info", destination: { write: (line) => void lines.push(line) } });
    for (let count = 0; count < 50; count++) log.warn({ err: away() }, "not ready");
    log.warn({ err: away() }, "job failed");
    for (let count = 0; count < 3; count++) log.error({ err: new Error("a bug") }, "request failed");
    const entries = lines.map((line) => JSON.parse(line));
    assert.deepEqual(
      entries.map(({ msg }) => msg),
      ["not ready", "job failed", "request failed", "request failed", "request failed"],
    );
    assert.deepEqual([entries[0].outage, entries[0].reason, entries[0].err], ["away", "connect ECONNREFUSED", undefined]);
    assert.match(entries[2].err.stack, /a bug/);
  });

  it("counts what it left out", () => {
    let now = 0;
    const repeats = createRepeats(() => now);
    assert.deepEqual([repeats.count("a"), repeats.count("a"), repeats.count("b")], [0, undefined, 0]);
    now = 60_000;
    assert.equal(repeats.count("a"), 1);
  });

  it("knows a full disk by PostgreSQL's code, the system's and its words", () => {
    for (const code of ["53100", "ENOSPC", "EDQUOT"]) assert.ok(isDiskFull(Object.assign(new Error("x"), { code })));
    assert.ok(isDiskFull(new Error("could not extend file: No space left on device")));
    assert.ok(!isDiskFull(new Error("anything else")));
  });

  it("is readable in a terminal: time, level, message, fields, and an error's stack below", () => {
    const line = JSON.stringify({
      level: "warn",
      time: "2026-03-01T12:03:04.567Z",
      status: 503,
      route: "/api/x",
      note: "two words",
      msg: "request",
    });
    assert.equal(readable(line, { colours: false }), '12:03:04 WARN  request  status=503 route=/api/x note="two words"\n');
    const failed = JSON.stringify({
      level: "error",
      time: "2026-03-01T12:03:04.567Z",
      err: { stack: "Error: x\n    at y" },
      msg: "failed",
    });
    assert.equal(readable(failed, { colours: false }), "12:03:04 ERROR failed\n         Error: x\n             at y\n");
    assert.equal(readable("no JSON\n", { colours: false }), "no JSON\n");
  });

  it("never keeps the process from ending when the reader of its pipe is stuck", async () => {
    const program = `
      import { createLogger } from ${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)};
      const log = createLogger({ level: "info" });
      for (let count = 0; count < 5000; count++) log.info({ filler: "x".repeat(1000) }, "line");
      setTimeout(() => process.exit(7), 500);`;
    // A pipe of the shell: spawn would make a socket.
    const script = '{ "$0" --input-type=module -e "$1"; echo "code $?" >&2; } | sleep 3600';
    const child = spawn("sh", ["-c", script, process.execPath, program], { stdio: ["ignore", "ignore", "pipe"], detached: true });
    try {
      const [said] = await once(child.stderr, "data");
      assert.match(String(said), /code 7/);
    } finally {
      process.kill(-child.pid!, "SIGKILL");
    }
  });
});
