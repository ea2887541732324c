import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createClient, identityContract } from "@oneheart/contracts";
import { type OpenDatabase, openDatabase } from "@oneheart/kernel";
import { mainJobWrites, openProgramme, settled, type Write } from "@oneheart/testing";
import { adminPassword, serveHere } from "./harness.ts";
import { type Unit, type Watch, watchStatements } from "./statements/watch.ts";

/**
 * The most statements that a write may cost one player who is alone, with all that follows from it, BEGIN and COMMIT included. Requests
 * and events of one moment share most of them. The goal is 12 for each. A figure may fall, and then falls here, too.
 */
const most: Record<string, number> = {
  start: 17,
  submit: 52,
  witness: 18,
  complete: 105,
  vote: 10,
  comment: 12,
  transfer: 20,
  redeem: 18,
};

describe("the statements of a write of the main job", () => {
  let here: Awaited<ReturnType<typeof serveHere>>;
  let watch: Watch;
  let writes: Write[];
  let looking: OpenDatabase;
  const effects = () => settled(looking.db);

  before(async () => {
    watch = watchStatements();
    here = await serveHere();
    const { url } = here.server;
    looking = openDatabase(here.databaseUrl, { max: 1, application_name: "test" });
    const programme = await openProgramme(url, adminPassword);
    writes = await mainJobWrites([await player(url, "one"), await player(url, "two")], programme);
    await effects();
  });
  after(async () => {
    await looking.close();
    await here.stop();
    watch.stop();
  });

  it("stay within what they are known to cost", async () => {
    const counted: Record<string, number> = {};
    for (const { name, send } of writes) {
      // The other goes first: a cache that is filled once is no statement of a request.
      await send(1);
      await effects();
      const units = await watch.during(async () => {
        await send(0);
        await effects();
      });
      counted[name] = units.filter((unit) => !isByTheClock(unit)).flat().length;
    }
    for (const [name, count] of Object.entries(counted)) assert.ok(count <= most[name]!, `${name}: ${count}`);
  });
});

/**
 * What is sent however little there is to do, in rounds: looking for jobs and noting that they are done, taking what was posted into the
 * log, and following the log. How many rounds a write meets depends on the machine alone.
 */
const inRounds = /graphile_worker\.?.*FOR UPDATE SKIP LOCKED|min\(seq\) IS NOT NULL|FROM log_state|analytics_flow_/is;
/** Following the log, and looking for jobs that a process left when it died. */
const roundsOf = ["packages/ledger/src/log/", "packages/backing/src/queue/pool-guard.ts"];
/** The queue's own bookkeeping; adding jobs is part of what a write costs. */
const bookkeeping = /^\s*(with j(_raw)?|select|delete|update)\b.*graphile_worker(?!.*add_job)/is;

function isByTheClock(unit: Unit): boolean {
  const isRound = unit.some(({ from, text }) => roundsOf.some((path) => from.startsWith(path)) || inRounds.test(text));
  return isRound || (unit.length === 1 && bookkeeping.test(unit[0]!.text));
}

async function player(url: string, username: string) {
  const visitor = createClient({ base_url: url });
  const credentials = { username, email: `${username}@example.org`, password: "a walk through the old town" };
  const session = await visitor.call(identityContract.operations.register, credentials);
  return { id: session.player.id, client: createClient({ base_url: url, token: () => session.access_token }) };
}
