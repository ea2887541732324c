import { isIPv6 } from "node:net";

/** The groups of an IPv6 address that name a subscriber's network; the rest changes from device to device and day to day (RFC 4291). */
const networkGroups = 4;

/**
 * What addresses of one place have in common: the /64 of an IPv6 address, an IPv4 address as it is, also one in IPv6 clothes. What is
 * no address stays as it is.
 */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const host = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const groups = expanded(host);
  if (groups.slice(0, 5).every((group) => group === "0") && groups[5] === "ffff") return mapped(groups);
  return `${groups.slice(0, networkGroups).join(":")}::/64`;
}

/** Loopback, and what is no address at all, say nothing about a place. */
export function isPlace(network: string): boolean {
  return /^(?!127\.)\d{1,3}(\.\d{1,3}){3}$/.test(network) || (network.endsWith("::/64") && network !== "0:0:0:0::/64");
}

function expanded(host: string): string[] {
  const [head = "", tail] = host.split("::");
  const before = head === "" ? [] : head.split(":");
  if (tail === undefined) return before;
  const after = tail === "" ? [] : tail.split(":");
  return [...before, ...Array<string>(8 - before.length - after.length).fill("0"), ...after];
}

function mapped(groups: readonly string[]): string {
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((pair) => [pair >> 8, pair & 255])
    .join(".");
}
