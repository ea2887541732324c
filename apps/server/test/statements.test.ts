import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createClient, gatewayContract, type Home, identityContract } from "@oneheart/contracts";
import { type OpenDatabase, openDatabase } from "@oneheart/kernel";
import { mainJobWrites, openProgramme, settled, type Write } from "@oneheart/testing";
import { adminPassword, serveHere } from "./harness.ts";
import { scansIn } from "./statements/explain.ts";
import { addManyToJoin } from "./statements/joins.ts";
import { type Statement, type Unit, type Watch, watchStatements } from "./statements/watch.ts";

/**
 * The most statements that a write may cost one player who is alone, with all that follows from it, BEGIN and COMMIT included. Requests
 * and events of one moment share most of them. The goal is 12 for each. A figure may fall, and then falls here, too. Nothing is left to
 * chance: the quality check that some completions are drawn for, and that costs 5 more, is off.
 */
const most: Record<string, number> = { start: 13, submit: 46, witness: 14, complete: 79, vote: 7, comment: 10, transfer: 15, redeem: 13 };

/** What screens of players ask for. */
const screens = [
  "player/me",
  "player/me/inventory",
  "me/days",
  "me/impact",
  "player/leaderboard",
  "auth/account",
  "auth/sessions",
  "quest/list",
  "quest/list?status=completed",
  "token/balance",
  "token/history",
  "reward/marketplace",
  "reward/redemptions",
  "proof/list",
  "impact/ledger",
  "impact/limits",
  "notification/list",
  "notification/preferences",
  "map/zones?bbox=100,13,101,14",
  "programme/figures",
];

describe("the statements of the main job", () => {
  let here: Awaited<ReturnType<typeof serveHere>>;
  let watch: Watch;
  let writes: Write[];
  let me: Awaited<ReturnType<typeof player>>;
  let looking: OpenDatabase;
  let read: (path: string) => Promise<void>;
  const sent: Statement[] = [];
  const effects = () => settled(looking.db);

  before(async () => {
    watch = watchStatements();
    here = await serveHere();
    const { url } = here.server;
    looking = openDatabase(here.databaseUrl, { max: 1, application_name: "test" });
    const programme = await openProgramme(url, adminPassword);
    const one = await player(url, "one");
    me = one;
    writes = await mainJobWrites([one, await player(url, "two")], programme);
    read = async (path) => {
      const { status } = await fetch(`${url}/api/${path}`, { headers: { authorization: `Bearer ${one.token}` } });
      assert.equal(status, 200, path);
    };
    const owner = openDatabase(here.ownerUrl, { max: 1, application_name: "test" });
    await owner.pool.query("UPDATE review_policy SET audit_bps = 0, new_account_audit_bps = 0");
    await owner.close();
    await effects();
  });
  after(async () => {
    await looking.close();
    await here.stop();
    watch.stop();
  });

  it("stay within what they are known to cost", async () => {
    const counted: Record<string, Statement[]> = {};
    for (const { name, send } of writes) {
      // The other goes first: a cache that is filled once is no statement of a request.
      await send(1);
      await effects();
      const units = await watch.during(async () => {
        await send(0);
        await effects();
      });
      const own = units.filter((unit) => !isByTheClock(unit)).flat();
      counted[name] = own;
      sent.push(...own);
    }
    for (const [name, own] of Object.entries(counted)) {
      const told = own.map(({ from, text }) => `${from}: ${text.trim().slice(0, 80)}`).join("\n");
      assert.ok(own.length <= most[name]!, `${name}: ${own.length}\n${told}`);
    }
  });

  it("and those of a player's first screen are few, in whichever language", async () => {
    const look = async (path: string) => {
      const headers = { authorization: `Bearer ${me.token}`, "accept-language": "th" };
      const response = await fetch(`${here.server.url}/api/me/home${path}`, { headers });
      return { status: response.status, home: (await response.json()) as Home };
    };
    const { home, status } = await look("?lat=43.4645&lng=11.8812");
    assert.equal(status, 200);
    assert.equal(gatewayContract.operations.home.output.safeParse(home).error, undefined);
    assert.deepEqual([home.player!.id, home.days!.days.length, home.impact![0]!.actions], [me.id, 1, 1]);
    assert.match(home.quests!.map(({ next_step }) => next_step.words).join(), /[ก-๙]/);
    const units = await watch.during(() => look("?lat=43.4645&lng=11.8812"));
    const own = units.filter((unit) => !isByTheClock(unit)).flat();
    assert.ok(own.length > 5 && own.length <= 20, own.map(({ from }) => from).join("\n"));
    sent.push(...own);
    assert.equal((await look("?lat=43.4645")).status, 400);
    assert.equal((await look("?status=completed")).status, 400);
  });

  it("and a list of 100 with all that GraphQL joins to it needs at most 8", async () => {
    const { id, token } = me;
    const zone_id = await addManyToJoin(here.databaseUrl, id);
    const ask = async (query: string) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const response = await fetch(`${here.server.url}/api/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
      const { data, errors } = (await response.json()) as {
        data: Record<string, Record<string, { items: Array<Record<string, unknown>> }>>;
        errors?: unknown;
      };
      assert.equal(errors, undefined, JSON.stringify(errors));
      return Object.values(Object.values(data)[0]!)[0]!.items;
    };
    for (const [list, joined] of Object.entries(joinedLists(zone_id))) {
      const query = `{ ${list} { items { ${joined.map((field) => `${field.split(" ")[0]}_: ${field}`).join(" ")} } } } }`;
      await ask(query);
      let items: Array<Record<string, unknown>> = [];
      const units = await watch.during(async () => {
        items = await ask(query);
      });
      assert.equal(items.length, 100);
      for (const item of items)
        assert.ok(
          Object.values(item).every((value) => value !== null),
          JSON.stringify(item),
        );
      const own = units.filter((unit) => !isByTheClock(unit)).flat();
      assert.ok(own.length <= 8, own.map(({ from }) => from).join("\n"));
      sent.push(...own);
    }
  });

  it("and those of what screens read find their rows by an index", async () => {
    const units = await watch.during(async () => {
      for (const path of screens) await read(path);
    });
    sent.push(...units.filter((unit) => !isByTheClock(unit)).flat());
    assert.ok(sent.length > 100);
    const scan = { text: "SELECT FROM players WHERE bio = $1", values: ["Hello"], from: "a test" };
    assert.match((await scansIn([scan], here.ownerUrl)).join(), /^players: a test/);
    assert.deepEqual(await scansIn(sent, here.ownerUrl), []);
  });
});

/** Lists of 100, and what is joined to their items. */
function joinedLists(zone_id: string): Record<string, string[]> {
  const player = "player { username inventory { completed_missions } }";
  const mission = "mission { title zone { name } }";
  return {
    'quest { listQuests(status: "completed", limit: 100)': [mission, "zone { name }", player, "quest { status }"],
    [`map { zoneActivity(id: "${zone_id}", limit: 100)`]: [mission, player],
  };
}

/**
 * What is sent however little there is to do, in rounds: looking for jobs and noting that they are done or that their minute has come,
 * giving back those of dead processes, taking what was posted into the log, and following the log. How many rounds a write meets depends
 * on the machine alone.
 */
const inRounds = /with specs as|min\(seq\) IS NOT NULL|FROM log_state|log_(checkpoints|tiles|bundles|leaves)|analytics_flow_/i;
/** Following the log, looking for jobs that a process left when it died, and what is looked for every minute. */
const sentInRounds =
  /^packages\/ledger\/src\/log\/|^packages\/backing\/src\/queue\/pool-guard|quests\.ts ended|redemptions\.ts overdue|cover\.ts unconfirmed|starts\.ts undrawn/;
/** The queue's own bookkeeping; adding jobs is part of what a write costs. */
const bookkeeping = /^\s*(with j\w*|select|delete|update)\b(?!.*add_job).*graphile_worker/is;

function isByTheClock(unit: Unit): boolean {
  const isRound = unit.some(({ from, text }) => sentInRounds.test(from) || inRounds.test(text));
  return isRound || (unit.length === 1 && bookkeeping.test(unit[0]!.text));
}

async function player(url: string, username: string) {
  const visitor = createClient({ base_url: url });
  const credentials = { username, email: `${username}@example.org`, password: "a walk through the old town" };
  const session = await visitor.call(identityContract.operations.register, credentials);
  return { id: session.player.id, token: session.access_token, client: createClient({ base_url: url, token: () => session.access_token }) };
}
