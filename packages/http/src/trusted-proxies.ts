import { BlockList, isIP } from "node:net";
import { StartError } from "@oneheart/kernel";

/** The proxies whose forwarding headers are believed. */
export interface TrustedProxies {
  trusts(address: string | undefined): boolean;
}

const names: Record<string, readonly string[]> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** Reads `TRUSTED_PROXIES`: addresses, networks such as `10.0.0.0/8`, or `loopback`, `linklocal`, `uniquelocal`. */
export function parseProxies(text: string): TrustedProxies {
  const list = new BlockList();
  const entries = text.split(",").map((entry) => entry.trim());
  for (const entry of entries.filter((entry) => entry !== "").flatMap((entry) => names[entry] ?? [entry])) add(list, entry);
  return {
    trusts(address) {
      const version = isIP(address ?? "");
      return version !== 0 && list.check(address!, version === 4 ? "ipv4" : "ipv6");
    },
  };
}

function add(list: BlockList, entry: string): void {
  const [address = "", bits, ...rest] = entry.split("/");
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  if (version === 0 || rest.length > 0 || !/^\d+$/.test(bits ?? "0") || prefix > most)
    throw new StartError(`TRUSTED_PROXIES: "${entry}" is neither an address nor a network such as 10.0.0.0/8`);
  list.addSubnet(address, prefix, version === 4 ? "ipv4" : "ipv6");
}
