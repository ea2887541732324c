import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlace, networkOf } from "../src/network.ts";

const networks: Array<[address: string, network: string, isPlace: boolean]> = [
  ["203.0.113.7", "203.0.113.7", true],
  ["::ffff:203.0.113.7", "203.0.113.7", true],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", true],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64", true],
  ["2001:db8::9", "2001:db8:0:0::/64", true],
  ["fe80::1%eth0", "fe80:0:0:0::/64", true],
  ["127.0.0.1", "127.0.0.1", false],
  ["::1", "0:0:0:0::/64", false],
  ["::ffff:127.0.0.1", "127.0.0.1", false],
  ["", "", false],
  ["example.org", "example.org", false],
  ["1.2.3.4/evil", "1.2.3.4/evil", false],
];
for (const [address, network, says] of networks)
  test(`the network of ${JSON.stringify(address)} is ${network}, which ${says ? "says" : "does not say"} where somebody is`, () => {
    assert.equal(networkOf(address), network);
    assert.equal(isPlace(network), says);
  });
