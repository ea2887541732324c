import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { impactContract, tokenContract } from "@oneheart/contracts";
import { createTestDatabase, openProgramme, questReaches, register, type TestDatabase } from "@oneheart/testing";
import { adminPassword, type Child, freePort, handIn, spawnServer } from "./harness.ts";

const parts = ["gateway,identity,player", "map,quest,notification", "proof,verification", "social,impact,token"];

describe("the main job, as a gateway and several processes on one database", () => {
  let database: TestDatabase;
  let dir: string;
  const children: Child[] = [];

  before(async () => {
    database = await createTestDatabase();
    dir = await mkdtemp(join(tmpdir(), "oneheart-split-"));
    const ports = await Promise.all(parts.map(() => freePort()));
    const urls = parts.flatMap((names, index) => names.split(",").map((name) => `${name}=http://127.0.0.1:${ports[index]}`));
    const shared = {
      DATABASE_URL: database.url,
      DATABASE_POOL: "8",
      JOB_CONCURRENCY: "2",
      CACHE: "postgres",
      OBJECTS_URL: pathToFileURL(join(dir, "objects")).href,
      MASTER_KEY: Buffer.alloc(32, 3).toString("base64"),
      INTERNAL_SECRET: "only the processes of this test know it",
      SERVICE_URLS: urls.join(","),
    };
    const started = await Promise.all(
      parts.map((SERVICES, index) => spawnServer({ ...shared, SERVICES, PORT: String(ports[index]), DATA_DIR: join(dir, String(index)) })),
    );
    children.push(...started);
  });
  after(async () => {
    await Promise.all(children.map((child) => child.end("SIGTERM")));
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it("runs from registration to transfer", async () => {
    const url = children[0]!.url;
    const programme = await openProgramme(url, adminPassword);
    const person = await register(url, "walker");
    const { questId } = await handIn(person, programme);
    const quest = await questReaches(person, questId, "completed");
    const other = await register(url, "friend");
    await person.call(tokenContract.operations.transferTokens, { to: other.did, amount: 2 });
    assert.equal((await other.call(tokenContract.operations.getBalance, {})).heart_tokens, 2);
    const { items } = await person.call(impactContract.operations.listLedger, { player_id: person.id });
    assert.deepEqual(
      items.map(({ xp_delta }) => xp_delta),
      [quest.reward_xp],
    );
  });

  it("shows nothing of a service to those without the internal secret", async () => {
    const quest = children[1]!.url;
    const answer = await fetch(`${quest}/internal/quest/questCounts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    assert.equal(answer.status, 401);
    const forged = await fetch(`${quest}/internal/quest/questCounts`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoic3lzdGVtIn0." },
      body: "{}",
    });
    assert.equal(forged.status, 401);
    assert.equal((await fetch(`${quest}/api/quest/list`)).status, 404);
  });

  it("answers 503, not 500, while a service is away, and works again when it is back", async () => {
    const url = children[0]!.url;
    const person = await register(url, "patient");
    const env = children[3]!;
    await env.end("SIGTERM");
    await assert.rejects(person.call(tokenContract.operations.getBalance, {}), { status: 503, code: "unavailable" });
  });
});
