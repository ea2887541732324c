import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { identityContract, notificationContract, playerContract } from "@oneheart/contracts";
import { questInternal, tokenInternal } from "@oneheart/contracts/internal";
import { httpSettings } from "@oneheart/http";
import { bootServices, realService, stub, type TestApp } from "@oneheart/testing";
import type { FastifyInstance } from "fastify";
import { createGateway, gatewaySettings } from "../src/index.ts";
import { refusal } from "./support/gateway.ts";

const password = "a walk through the old town";

describe("the gateway with the real identity service", () => {
  let app: TestApp;
  let server: FastifyInstance;
  let url: string;
  before(async () => {
    const services = await Promise.all(["identity", "player", "notification"].map(realService));
    const stubs = [
      stub(questInternal.operations.questCounts, () => ({ items: [] })),
      stub(tokenInternal.operations.purchasesOf, () => ({ items: [] })),
    ];
    app = await bootServices(services, { stubs, settings: { RATE_LIMITS: "off" }, declared: [gatewaySettings, httpSettings] });
    server = await createGateway({ kernel: app.kernel, contracts: [identityContract, playerContract, notificationContract] });
    url = await server.listen({ host: "127.0.0.1", port: 0 });
  });
  after(async () => {
    await server.close();
    await app.stop();
  });

  const post = (path: string, body: unknown, token?: string) =>
    fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  const get = (path: string, token: string) => fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  type Tokens = { access_token: string; refresh_token: string; player: { username: string } };
  async function register(): Promise<Tokens> {
    const response = await post("/api/player/register", {
      username: `walker_${randomUUID().slice(0, 8)}`,
      email: `${randomUUID()}@example.org`,
      password,
    });
    assert.equal(response.status, 201);
    return (await response.json()) as Tokens;
  }

  it("registers a player for a page, whose refresh token is in a cookie alone, and names the fields that it refuses", async () => {
    const join = (body: unknown, headers: Record<string, string> = { origin: url }) =>
      fetch(`${url}/session/register`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
    const person = { username: `joiner_${randomUUID().slice(0, 8)}`, email: `${randomUUID()}@example.org`, password };
    const joined = await join(person);
    const tokens = (await joined.json()) as Tokens;
    assert.deepEqual([joined.status, tokens.player.username, tokens.refresh_token], [201, person.username, undefined]);
    assert.match(joined.headers.getSetCookie().join(), /oneheart-session=[^;]+;.*HttpOnly.*SameSite=Strict/i);
    assert.deepEqual(await refusal(join(person)), [409, "username_taken"]);
    assert.deepEqual(await refusal(join({ ...person, role: "admin" })), [400, "invalid_input"]);
    assert.deepEqual(await refusal(join(person, { origin: "https://elsewhere.example" })), [403, "forbidden"]);
  });

  it("keeps a page's refresh token in a cookie that scripts and other sites cannot use", async () => {
    const { player } = await register();
    const ask = (path: string, body: unknown, headers: Record<string, string>) =>
      fetch(url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
    const own = { origin: url };
    const entered = await ask("/session/log-in", { identifier: player.username, password }, own);
    assert.equal(entered.status, 200);
    const tokens = (await entered.json()) as Tokens;
    assert.deepEqual([typeof tokens.access_token, tokens.refresh_token], ["string", undefined]);
    const set = entered.headers.getSetCookie();
    for (const cookie of set) assert.match(cookie, /; Path=\/session; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const cookie = set.map((one) => one.split(";")[0]).join("; ");

    const others: Record<string, string>[] = [{}, { origin: "https://evil.example" }, { ...own, "sec-fetch-site": "cross-site" }];
    for (const other of others) assert.deepEqual(await refusal(ask("/session/refresh", {}, { cookie, ...other })), [403, "forbidden"]);
    assert.equal((await fetch(`${url}/api/player/me`, { headers: { cookie, ...own } })).status, 401, "the API reads no cookie");

    const renewed = await ask("/session/refresh", {}, { cookie, ...own, "sec-fetch-site": "same-origin" });
    assert.equal(renewed.status, 200);
    const { access_token } = (await renewed.json()) as Tokens;
    assert.equal((await get("/api/player/me", access_token)).status, 200);
    const left = await ask("/session/log-out", {}, { ...own, authorization: `Bearer ${access_token}` });
    assert.equal(left.status, 204);
    assert.match(left.headers.getSetCookie()[0]!, /Max-Age=0/);
    assert.equal((await get("/api/player/me", access_token)).status, 401);
    assert.deepEqual(await refusal(ask("/session/demonstration", { username: player.username }, own)), [403, "forbidden"]);
  });

  it("signs a demonstration's people in without a password at this machine only, unless it is meant for everybody", async () => {
    const { player } = await register();
    const { kernel } = app;
    const contracts = [identityContract, playerContract, notificationContract];
    const people = {
      accounts: async () => [{ username: player.username, role: "player" }],
      passwordOf: async (username: string) => (username === player.username ? password : undefined),
    };
    const outcomes = async (offered: "everybody" | "this machine", headers: Record<string, string>) => {
      const gateway = await createGateway({ kernel, contracts, demonstration: { for: offered, ...people } });
      const host = { host: "localhost:3000", origin: "http://localhost:3000", ...headers };
      const payload = { username: player.username };
      const entered = await gateway.inject({ method: "POST", url: "/session/demonstration", headers: host, payload });
      const offer = await gateway.inject({ url: "/session/demonstration", headers: host });
      await gateway.close();
      return [entered.statusCode, (offer.json() as { accounts: unknown[] }).accounts.length];
    };
    const elsewhere = { host: "demo.example.org", origin: "http://demo.example.org" };
    assert.deepEqual(await outcomes("this machine", {}), [200, 1]);
    assert.deepEqual(await outcomes("this machine", { host: "[::1]:3000", origin: "http://[::1]:3000" }), [200, 1]);
    assert.deepEqual(await outcomes("this machine", elsewhere), [403, 0]);
    assert.deepEqual(await outcomes("this machine", { host: "localhost.example.org", origin: "http://localhost.example.org" }), [403, 0]);
    for (const name of ["x-forwarded-for", "forwarded", "via"]) {
      assert.deepEqual(await outcomes("this machine", { [name]: "203.0.113.9" }), [403, 0], name);
    }
    assert.deepEqual(await outcomes("everybody", elsewhere), [200, 1]);
  });

  it("accepts the tokens of registration, log-in and refresh", async () => {
    const { access_token, refresh_token, player } = await register();
    assert.equal((await get("/api/player/me", access_token)).status, 200);
    const logged = (await (await post("/api/auth/login", { identifier: player.username, password })).json()) as Tokens;
    assert.equal((await get("/api/player/me", logged.access_token)).status, 200);
    const refreshed = (await (await post("/api/auth/refresh", { refresh_token })).json()) as Tokens;
    assert.equal((await get("/api/player/me", refreshed.access_token)).status, 200);
    assert.deepEqual(await refusal(post("/api/auth/login", { identifier: player.username, password: "wrong" })), [
      401,
      "wrong_credentials",
    ]);
  });

  it("refuses an access token in the very next request after the log-out, and ends its streams", async () => {
    const { access_token } = await register();
    const stream = await get("/api/notification/stream", access_token);
    assert.equal(stream.status, 200);
    const ended = stream.text();
    assert.equal((await get("/api/player/me", access_token)).status, 200);
    assert.equal((await post("/api/auth/logout", {}, access_token)).status, 204);
    assert.deepEqual(await refusal(get("/api/player/me", access_token)), [401, "unauthenticated"]);
    assert.match(await ended, /^retry: /);
  });

  it("refuses the other sessions in the very next request after the password changed", async () => {
    const { access_token, player } = await register();
    const other = (await (await post("/api/auth/login", { identifier: player.username, password })).json()) as Tokens;
    assert.equal((await get("/api/player/me", other.access_token)).status, 200);
    const changed = await post(
      "/api/auth/password",
      { current_password: password, new_password: "another walk, another town" },
      access_token,
    );
    assert.equal(changed.status, 204);
    assert.deepEqual(await refusal(get("/api/player/me", other.access_token)), [401, "unauthenticated"]);
    assert.equal((await get("/api/player/me", access_token)).status, 200);
  });

  it("goes on accepting tokens while signing keys rotate", async () => {
    const { access_token, player } = await register();
    await app.call(identityContract.operations.rotateSigningKey, {}, { as: app.user("admin") });
    app.clock.advance({ seconds: 6 });
    const fresh = (await (await post("/api/auth/login", { identifier: player.username, password })).json()) as Tokens;
    assert.equal((await get("/api/player/me", fresh.access_token)).status, 200);
    assert.equal((await get("/api/player/me", access_token)).status, 200);
  });
});
