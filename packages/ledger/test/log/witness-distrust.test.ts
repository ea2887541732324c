import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { formatCosignatures, parseNote, signBy } from "@oneheart/tlog";
import { sql } from "kysely";
import { ledgerLog } from "../../src/index.ts";
import { WitnessError } from "../../src/log/witness/error.ts";
import { clientsOfTests, cosigner, runImpostor, runWitness, startWitnessedLog, until, type WitnessedLog } from "./witnessing.ts";

describe("witnesses and logs that distrust each other", () => {
  let log: WitnessedLog;
  before(async () => {
    log = await startWitnessedLog();
  });
  const run = clientsOfTests();
  after(() => log.end());

  it("witnesses find out a log that was put back or written anew, and then cosign nothing", async (t) => {
    const witness = await runWitness(t, 51);
    await log.grow(10);
    const client = run(log, [witness]);
    await until(log.isCosigned([witness]));
    await client.stop();
    const { size } = await log.newest();

    const other = await startWitnessedLog();
    t.after(() => other.end());
    const codes: string[] = [];
    const onError = (error: unknown) => void (error instanceof WitnessError && codes.push(`${error.code} ${error.message}`));
    await other.grow(4);
    const again = run(other, [witness], { onError });
    await until(() => codes.length > 0);
    assert.match(codes[0]!, new RegExp(`^witness_ahead .*${size} entries.*only 4`));
    await other.grow(size);
    await until(() => codes.some((code) => /^witness_refused .*422/.test(code)));
    await again.stop();
    const { rows } = await sql`SELECT FROM log_cosignatures`.execute(other.db);
    assert.equal(rows.length, 0);
  });

  it("what is no cosignature of this checkpoint is not stored", async (t) => {
    const right = (text: string) => formatCosignatures([signBy(cosigner(61), text)]);
    await log.grow(3);
    const { note, size } = await log.newest();
    const { text } = parseNote(note);
    const answers: [string, number, Record<string, string>, string][] = [
      ["witness_answer_invalid", 200, {}, "thank you\n"],
      ["witness_answer_invalid", 200, {}, ""],
      ["witness_answer_invalid", 200, {}, right(text.replace(`\n${size}\n`, `\n${size + 1}\n`))],
      ["witness_answer_invalid", 200, {}, formatCosignatures([signBy(cosigner(62), text)])],
      ["witness_answer_invalid", 409, { "content-type": "text/x.tlog.size" }, "many\n"],
      ["witness_refused", 409, { "content-type": "text/x.tlog.size" }, `${size - 1}\n`],
      ["witness_refused", 409, { "content-type": "text/plain" }, `${size}\n`],
      ["witness_refused", 403, {}, "x".repeat(5_000)],
      ["witness_unreachable", 302, { location: "http://127.0.0.1:1/" }, ""],
      ["witness_unreachable", 200, {}, "x".repeat(100_000)],
    ];
    for (const [code, status, headers, body] of answers) {
      const impostor = await runImpostor(t, 61, (_, response) => void response.writeHead(status, headers).end(body));
      const failed = Promise.withResolvers<WitnessError>();
      const client = run(log, [impostor], { onError: (error) => failed.resolve(error as WitnessError) });
      const error = await failed.promise;
      assert.equal(error.code, code, error.stack);
      assert.ok(error.message.length < 400);
      await client.stop();
    }
    assert.deepEqual(await ledgerLog.witnessLag(log.db, [cosigner(61)]), [size]);
  });
});
