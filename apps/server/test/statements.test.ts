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
  start: 12,
  submit: 66,
  witness: 17,
  complete: 92,
  vote: 10,
  comment: 12,
  transfer: 26,
  redeem: 16,
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

/** What is sent however little there is to do: looking for jobs, and taking what was posted into the log, in rounds. */
function isByTheClock(unit: Unit): boolean {
  return unit.some(
    ({ from, text }) => from.startsWith("packages/ledger/src/log/") || /graphile_worker\.?.*FOR UPDATE SKIP LOCKED/is.test(text),
  );
}

async function player(url: string, username: string) {
  const visitor = createClient({ base_url: url });
  const credentials = { username, email: `${username}@example.org`, password: "a walk through the old town" };
  const session = await visitor.call(identityContract.operations.register, credentials);
  return { id: session.player.id, client: createClient({ base_url: url, token: () => session.access_token }) };
}
