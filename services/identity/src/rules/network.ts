/** The groups of an IPv6 address that name a network; the rest changes from device to device and day to day. */
const networkGroups = 4;

/**
 * What two sessions from one place have in common: an IPv4 address, or the /64 of an IPv6 one (RFC 4291). Undefined for
 * loopback and for what is no address, which say nothing about a place.
 */
export function networkOf(ip: string): string | undefined {
  const host = hostOf(ip);
  if (host === undefined) return undefined;
  if (!host.includes(":")) return host.startsWith("127.") ? undefined : host;
  const groups = expanded(host);
  if (groups.slice(0, 5).every((group) => group === "0") && groups[5] === "ffff") return networkOf(mapped(groups));
  if (groups.slice(0, 7).every((group) => group === "0")) return undefined;
  return `${groups.slice(0, networkGroups).join(":")}::/64`;
}

/** The address in its canonical form, as URLs write it. */
function hostOf(ip: string): string | undefined {
  if (!/^[0-9a-f:.]+$/i.test(ip)) return undefined;
  const url = URL.parse(`http://${ip.includes(":") ? `[${ip}]` : ip}/`);
  const host = url?.hostname.replace(/^\[|\]$/g, "");
  return host !== undefined && /^(?:\d+\.\d+\.\d+\.\d+|[0-9a-f:]+)$/.test(host) ? host : undefined;
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
