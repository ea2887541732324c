import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { allContracts, mapContract, type Operation, parseRoute, playerContract, questContract } from "@oneheart/contracts";
import { logIn, newPhotograph, openProgramme, type Person, type Programme, questReaches, register, takenAt } from "@oneheart/testing";
import { SignJWT } from "jose";
import type { RunningServer } from "../src/index.ts";
import { adminPassword, handIn, serveHere } from "./harness.ts";
import { png } from "./png.ts";

interface Answer {
  status: number;
  body: { code?: string; request_id?: string; errors?: Array<{ path: string; message: string }>; [field: string]: unknown };
}

describe("bad input gets a clear error and loses nothing", () => {
  let stop: () => Promise<void>;
  let server: RunningServer;
  let programme: Programme;
  let player: Person;
  let token: string;

  before(async () => {
    const here = await serveHere();
    ({ server } = here);
    stop = here.stop;
    programme = await openProgramme(server.url, adminPassword);
    player = await register(server.url, "เป้าหมาย🎯");
    token = (await json("POST", "/api/auth/login", { identifier: "เป้าหมาย🎯", password: "a walk through the old town" })).body
      .access_token as string;
  });
  after(() => stop());

  async function send(
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: string | FormData; token?: string },
  ): Promise<Answer> {
    const headers: Record<string, string> = {
      ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
      ...init.headers,
    };
    const response = await fetch(new URL(path, server.url), { method, headers, body: init.body });
    return { status: response.status, body: (await response.json().catch(() => ({}))) as Answer["body"] };
  }

  function json(method: string, path: string, body: unknown, as?: string): Promise<Answer> {
    return send(method, path, {
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
      token: as,
    });
  }

  function refused(answer: Answer, status: number, code: string): void {
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body));
    assert.ok(answer.body.request_id);
    assert.ok(!JSON.stringify(answer.body).includes(" at "), "no stack trace");
  }

  const newcomer = () => ({
    username: `n_${randomUUID().slice(0, 8)}`,
    email: `${randomUUID()}@example.org`,
    password: "a long enough one",
  });

  it("in JSON: malformed, of another shape, with unknown fields, or huge", async () => {
    refused(await json("POST", "/api/auth/register", '{"username": '), 400, "malformed_json");
    refused(await json("POST", "/api/auth/register", "[]"), 400, "invalid_input");
    const wrong = await json("POST", "/api/auth/register", { username: 7, email: "nobody", password: "short" });
    refused(wrong, 400, "invalid_input");
    assert.deepEqual(wrong.body.errors!.map(({ path }) => path).sort(), ["email", "password", "username"]);
    const extra = await json("POST", "/api/auth/register", { ...newcomer(), role: "admin" });
    refused(extra, 400, "invalid_input");
    assert.equal(extra.body.errors![0]!.path, "role");
    refused(await json("POST", "/api/auth/register", { ...newcomer(), location: { lat: 91, lng: 0 } }), 400, "invalid_input");
    refused(await json("POST", "/api/auth/register", { ...newcomer(), password: "x".repeat(2_000_000) }), 413, "payload_too_large");
    refused(
      await send("POST", "/api/auth/register", { headers: { "content-type": "text/xml" }, body: "<a/>" }),
      415,
      "unsupported_media_type",
    );
  });

  it("in tokens: none, expired, forged with alg none, with another key, or for another audience", async () => {
    const call = (as?: string) => send("GET", "/api/token/balance", { token: as });
    const [, payload] = token.split(".") as [string, string];
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    const secret = new TextEncoder().encode("a key that is not the server's own key");
    const forged = await new SignJWT({ ...claims, role: "admin" }).setProtectedHeader({ alg: "HS256" }).sign(secret);
    for (const bad of [undefined, "rubbish", none, forged, `${token.slice(0, -4)}AAAA`]) refused(await call(bad), 401, "unauthenticated");
    assert.equal((await call(token)).status, 200);
  });

  it("in roles and owners: another's quest is not found, an administrator's work is forbidden", async () => {
    refused(
      await json("POST", "/api/map/zones", { zone_type: "urban", name: "x", location_lat: 0, location_lng: 0, radius_km: 1 }, token),
      403,
      "forbidden",
    );
    const { questId, proofId } = await handIn(await register(server.url, "somebody_else"), programme);
    refused(await send("GET", `/api/quest/${questId}`, { token }), 404, "quest_not_found");
    refused(await send("GET", `/api/proof/${proofId}`, { token }), 404, "proof_not_found");
    const body = { proof_ids: [proofId], duration_minutes: 5, beneficiaries_count: 0 };
    refused(await json("POST", `/api/quest/${questId}/complete`, body, token), 404, "quest_not_found");
    const email = (await player.call(playerContract.operations.getPlayer, { id: programme.admin.id })).email;
    assert.equal(email, undefined);
  });

  it("in text: SQL, HTML, Thai and emoji come back as they were", async () => {
    const texts = [`'; DROP TABLE zones; --`, `<script>alert("1")</script>`, "ป่าชายเลน 🌊", `"quotes" \\ and %s $1 \${x}`];
    for (const text of texts) {
      const zone = await programme.admin.call(mapContract.operations.createZone, {
        zone_type: "other",
        name: text,
        description: `${text}\n${text}`,
        location_lat: 1,
        location_lng: 1,
        radius_km: 1,
      });
      const read = await player.call(mapContract.operations.getZone as never, { id: zone.id } as never);
      assert.deepEqual([(read as typeof zone).name, (read as typeof zone).description], [text, `${text}\n${text}`]);
    }
    refused(await json("POST", "/api/auth/register", { ...newcomer(), username: "a\u0000b" }), 400, "invalid_input");
    refused(await json("POST", "/api/auth/login", { identifier: "' OR 1=1 --", password: "x" }), 401, "wrong_credentials");
  });

  async function upload(person: Person, bytes: Buffer, fields: Record<string, string> = {}, filename = "evidence.jpg"): Promise<Answer> {
    const quest = await person.call(questContract.operations.startQuest, { id: programme.missionId });
    const { lat, lng } = programme.photographs[0]!;
    const form = new FormData();
    const all = {
      quest_id: quest.quest_id!,
      captured_at: new Date().toISOString(),
      lat: String(lat),
      lng: String(lng),
      nonce: quest.challenge.nonce,
      ...fields,
    };
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    form.append("media", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), filename);
    const login = await json("POST", "/api/auth/login", { identifier: person.name, password: "a walk through the old town" });
    const answer = await send("POST", "/api/proof/submit", { body: form, token: login.body.access_token as string });
    await person.call(questContract.operations.abandonQuest, { id: quest.quest_id! });
    return answer;
  }

  it("in uploads: text, truncated, a bomb, off the clock, off the globe, not a form", async () => {
    const person = await register(server.url, "uploader");
    const good = await newPhotograph(programme.photographs[0]!);
    refused(await upload(person, Buffer.from("this is not a picture at all, only its name says so")), 415, "media_type_unsupported");
    refused(await upload(person, good.bytes.subarray(0, 40_000)), 422, "media_unreadable");
    refused(await upload(person, png(60_000, 60_000, deflateSync(Buffer.alloc(1000)))), 422, "media_dimensions_too_large");
    refused(await upload(person, Buffer.alloc(0)), 422, "media_empty");
    refused(await upload(person, good.bytes, { clock_skew_ms: "1e15" }), 400, "invalid_input");
    for (const lat of ["91", "NaN", "Infinity", "1e999", "north"]) refused(await upload(person, good.bytes, { lat }), 400, "invalid_input");
    refused(
      await send("POST", "/api/proof/submit", {
        headers: { "content-type": "multipart/form-data; boundary=x" },
        body: "--y\r\nrubbish",
        token,
      }),
      400,
      "malformed_upload",
    );
    assert.equal((await upload(person, takenAt(good, new Date()))).status, 201);
  });

  it("in a hand-in that arrives twenty times at once: it counts once", async () => {
    const person = await register(server.url, "twenty_times");
    const login = await json("POST", "/api/auth/login", { identifier: "twenty_times", password: "a walk through the old town" });
    const as = login.body.access_token as string;
    const quest = await person.call(questContract.operations.startQuest, { id: programme.missionId });
    const form = new FormData();
    const photograph = await newPhotograph(programme.photographs[1]!);
    const { lat, lng } = photograph;
    const fields = {
      quest_id: quest.quest_id!,
      captured_at: new Date().toISOString(),
      lat: String(lat),
      lng: String(lng),
      nonce: quest.challenge.nonce,
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("media", new Blob([new Uint8Array(takenAt(photograph, new Date()))]), "a.jpg");
    const proof = await send("POST", "/api/proof/submit", { body: form, token: as });
    const body = { proof_ids: [proof.body.proof_id], duration_minutes: 30, beneficiaries_count: 1 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => json("POST", `/api/quest/${quest.quest_id}/complete`, body, as)));
    assert.equal(answers.filter(({ status }) => status === 202).length, 1);
    for (const answer of answers) if (answer.status !== 202) refused(answer, 409, "quest_not_active");
    await questReaches(person, quest.quest_id!, "completed");
  });

  it("in paths: unknown routes, wrong methods, ids that are none", async () => {
    assert.equal((await send("GET", "/api/nothing/here", {})).status, 404);
    assert.equal((await send("DELETE", "/api/auth/login", {})).status, 405);
    refused(await send("GET", "/api/quest/not-a-uuid", { token }), 400, "invalid_input");
    refused(await send("GET", "/api/quest/list?limit=1000", { token }), 400, "invalid_input");
    refused(await send("GET", "/api/quest/list?cursor=rubbish", { token }), 400, "invalid_input");
  });

  it("in queries: every read names a field that it does not know", async () => {
    const login = { identifier: "admin", password: adminPassword };
    const admin = (await json("POST", "/api/auth/login", login)).body.access_token as string;
    const operations: Operation[] = allContracts.flatMap((contract) => Object.values(contract.operations));
    const reads = operations.filter(({ route }) => route?.startsWith("GET "));
    for (const { route, access } of reads) {
      const path = parseRoute(route!).path.replaceAll(/[:*]\w+/g, randomUUID());
      const answer = await send("GET", `${path}?limt=5`, { token: access.includes("admin") ? admin : token });
      refused(answer, 400, "invalid_input");
      assert.ok(
        answer.body.errors!.some(({ path, message }) => path === "limt" && message === "unknown field"),
        route,
      );
    }
    assert.ok(reads.length > 50);
  });

  it("and after all of it the administrator still sees a sound system", async () => {
    const admin = await logIn(server.url, "admin", adminPassword);
    assert.equal((await fetch(new URL("/ready", server.url))).status, 200);
    assert.ok((await admin.call(mapContract.operations.listZones, {})) !== undefined);
  });
});
