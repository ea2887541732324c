import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createBrowserSession, SessionRefused } from "../src/session/index.ts";
import { fakeServer, tokensFor } from "./support.ts";

const base_url = "https://portal.example";

describe("the session of a page", () => {
  it("is taken up from the cookie, and is nobody's without one", async () => {
    const { fetch, asked } = fakeServer({ "/session/refresh": [tokensFor("mali", "admin")] });
    const session = createBrowserSession({ base_url, fetch });
    assert.equal(session.state().status, "unknown");
    await session.resume();
    assert.deepEqual([session.state().status, session.state().person?.role], ["signed_in", "admin"]);
    assert.deepEqual(
      asked.map(({ path }) => path),
      ["/session/refresh"],
    );
    const nobody = createBrowserSession({ base_url, fetch: fakeServer({}).fetch });
    assert.equal((await nobody.resume()).status, "nobody");
  });

  it("is renewed once, however many callers find the token about to end", async () => {
    let now_ms = 0;
    const { fetch, asked } = fakeServer({
      "/session/log-in": [tokensFor("mali", "player")],
      "/session/refresh": [tokensFor("mali", "player", "second")],
    });
    const session = createBrowserSession({ base_url, fetch, now_ms: () => now_ms });
    await session.logIn("mali", "a password");
    const first = await session.token();
    now_ms += 86_400_000;
    const renewed = await Promise.all([session.token(), session.token(), session.renew(first!)]);
    assert.equal(new Set(renewed).size, 1);
    assert.notEqual(renewed[0], first);
    assert.equal(asked.filter(({ path }) => path === "/session/refresh").length, 1);
    assert.equal(await session.renew(first!), renewed[0], "the one that was renewed meanwhile");
  });

  it("that ends while the page is open has expired, and its person is still known", async () => {
    const { fetch } = fakeServer({ "/session/log-in": [tokensFor("mali", "player")] });
    const session = createBrowserSession({ base_url, fetch });
    await session.logIn("mali", "a password");
    const heard: string[] = [];
    session.subscribe(() => heard.push(session.state().status));
    assert.equal(await session.renew((await session.token())!), undefined);
    assert.deepEqual(heard, ["expired"]);
    assert.equal(session.state().person?.username, "mali");
    assert.equal(await session.token(), undefined);
  });

  it("is not given up because the server cannot be reached", async () => {
    let away = true;
    const { fetch } = fakeServer({ "/session/refresh": [tokensFor("mali", "player")] });
    const session = createBrowserSession({
      base_url,
      fetch: (...call) => (away ? Promise.reject(new TypeError("fetch failed")) : fetch(...call)),
    });
    await assert.rejects(session.resume(), TypeError);
    assert.equal(session.state().status, "unknown");
    away = false;
    assert.equal((await session.resume()).status, "signed_in");
  });

  it("says why it was refused", async () => {
    const { fetch } = fakeServer({});
    const session = createBrowserSession({ base_url, fetch });
    await assert.rejects(session.logIn("mali", "wrong"), (error: SessionRefused) => {
      assert.ok(error instanceof SessionRefused);
      assert.deepEqual([error.status, error.code], [401, "unauthenticated"]);
      return true;
    });
  });

  it("ends with a log-out that carries its token", async () => {
    const { fetch, asked } = fakeServer({ "/session/log-in": [tokensFor("mali", "player")], "/session/log-out": [undefined] });
    const session = createBrowserSession({ base_url, fetch });
    await session.logIn("mali", "a password");
    await session.logOut();
    assert.match(asked.at(-1)!.headers.get("authorization")!, /^Bearer /);
    assert.deepEqual([session.state().status, await session.token()], ["nobody", undefined]);
  });
});
