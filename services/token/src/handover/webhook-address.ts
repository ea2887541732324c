import { BlockList, isIP } from "node:net";

/** Networks that are nobody's server in public (IANA special-purpose registries). */
const special = new BlockList();
for (const [network, prefix] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
  ] as const),
  ...([
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
  ] as const),
  ...([
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
])
  special.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(network, prefix, "ipv6");

/** Global unicast, from which the special networks are taken out. */
const unicast6 = new BlockList();
unicast6.addSubnet("2000::", 3, "ipv6");

/** True of an address that a server in public can have. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, "ipv4");
  return isIP(address) === 6 && unicast6.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** Why a partner's address is not called; what its name leads to is looked at when it is called. */
export function webhookProblem(
  url: string,
  privateHosts: ReadonlySet<string>,
): "not_https" | "credentials" | "private_network" | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !["https:", "http:"].includes(parsed.protocol)) return "not_https";
  if (parsed.username !== "" || parsed.password !== "") return "credentials";
  const host = parsed.hostname.replace(/^\[(.*)\]$/, "$1");
  if (privateHosts.has(host)) return undefined;
  if (parsed.protocol !== "https:") return "not_https";
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : "private_network";
  return /(^|\.)(localhost|local|internal|localdomain|home\.arpa)\.?$/.test(host) || !host.includes(".") ? "private_network" : undefined;
}

/** The hosts that a setting names. */
export function hostsOf(setting: string | undefined): ReadonlySet<string> {
  return new Set(
    (setting ?? "")
      .split(",")
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ""),
  );
}
