import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { json, openGateway, type TestGateway } from "./support/gateway.ts";

/** Requests of as many accounts, each from its own address as the proxy tells it. */
async function visit(gateway: TestGateway, accounts: number, headers = (n: number) => ({ "x-forwarded-for": `198.51.100.${n}` })) {
  for (let n = 0; n < accounts; n += 1)
    await gateway.fetch("/api/widget/whoami", { token: await gateway.identity.token(), headers: headers(n) });
}
const warnings = async (gateway: TestGateway) => (await json(gateway.fetch("/health"))).warnings as string[] | undefined;
const logged = ({ lines }: TestGateway) => lines.filter(({ msg }) => String(msg).startsWith("All clients share one address")).length;

describe("a proxy that is not named", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await openGateway();
  });
  after(() => gateway.close());

  it("is told on the health page once a few requests came through it, and in the log once an hour", async () => {
    await visit(gateway, 3);
    assert.equal(await warnings(gateway), undefined);
    await visit(gateway, 3);
    assert.match((await warnings(gateway))!.join(), /Set TRUSTED_PROXIES\.$/);
    const { clock } = gateway.app;
    for (const [minutes, lines] of [
      [2, 1],
      [30, 1],
      [30, 2],
    ] as const) {
      clock.advance({ minutes });
      await visit(gateway, 1);
      assert.equal(logged(gateway), lines, `after ${minutes} more minutes`);
    }
  });
});

describe("clients' addresses", () => {
  it("are not doubted where the proxy is named, and are where it names one client for all", async () => {
    const gateway = await openGateway({ settings: { TRUSTED_PROXIES: "loopback" } });
    await visit(gateway, 30);
    assert.equal(await warnings(gateway), undefined);
    await visit(gateway, 600, () => ({ "x-forwarded-for": "203.0.113.80" }));
    assert.match((await warnings(gateway))!.join(), /\(630 accounts\).*set TRUSTED_PROXIES\.$/);
    await gateway.close();
  });

  it("are not doubted with few accounts, or without a proxy's header from this machine", async () => {
    const gateway = await openGateway();
    await visit(gateway, 19, () => ({}) as never);
    assert.equal(await warnings(gateway), undefined);
    await visit(gateway, 1, () => ({}) as never);
    assert.match((await warnings(gateway))!.join(), /\(20 accounts\)/);
    await gateway.close();
  });
});
