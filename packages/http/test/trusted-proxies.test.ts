import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseProxies } from "../src/trusted-proxies.ts";

describe("trusted proxies", () => {
  it("are addresses, networks and names, in either version of IP", () => {
    const proxies = parseProxies("10.1.0.0/16, 2001:db8::/32,192.0.2.7,loopback");
    for (const address of ["10.1.255.255", "2001:db8::9", "192.0.2.7", "127.0.0.1", "::1", "::ffff:10.1.0.1"])
      assert.ok(proxies.trusts(address), address);
    for (const address of ["10.2.0.1", "192.0.2.8", "2001:db9::1", "", undefined, "unix:"]) assert.ok(!proxies.trusts(address), address);
    assert.ok(!parseProxies("").trusts("127.0.0.1"));
  });
});
