import type { Operation } from "@oneheart/contracts";
import { StartError } from "@oneheart/kernel";

/** Where services are, from `quest=http://…,*=http://…`. */
export function parseServiceUrls(text: string): ReadonlyMap<string, URL> {
  const entries = text.split(",").filter((entry) => entry.trim() !== "");
  return new Map(
    entries.map((entry) => {
      const [name = "", url = ""] = entry.split(/=(.*)/s).map((part) => part.trim());
      if (!URL.canParse(url))
        throw new StartError(`SERVICE_URLS: "${name}" needs an address such as ${name || "quest"}=http://10.0.0.7:3000`);
      return [name, new URL(url)];
    }),
  );
}

/** The address of an operation in the process that answers it. */
export function internalUrl(urls: ReadonlyMap<string, URL>, operation: Operation): URL {
  const base = urls.get(operation.service) ?? urls.get("*");
  if (base === undefined) throw new StartError(`SERVICE_URLS does not say where the ${operation.service} service is`);
  return new URL(`/internal/${operation.service}/${operation.name}`, base);
}
