import type { Operation } from "@oneheart/contracts";
import type { Elsewhere, Settings } from "@oneheart/kernel";
import { internalUrl, parseServiceUrls } from "./addresses.ts";
import { ask } from "./ask.ts";
import { processSettings } from "./settings.ts";
import { createInternalTokens, type InternalTokens } from "./tokens.ts";

/** The other processes of this installation. */
export interface OtherProcesses extends Elsewhere {
  readonly tokens: InternalTokens;
  /** The address of an operation in the process that answers it. Throws `StartError` when no setting says where that is. */
  addressOf(operation: Operation): URL;
}

/** The processes that the settings name; nothing without `INTERNAL_SECRET`. Throws `StartError` for an address that is none. */
export function otherProcesses(settings: Settings): OtherProcesses | undefined {
  const { INTERNAL_SECRET, SERVICE_URLS } = settings.of(processSettings);
  const urls = parseServiceUrls(SERVICE_URLS);
  if (INTERNAL_SECRET === undefined) return undefined;
  const tokens = createInternalTokens(INTERNAL_SECRET);
  const addressOf = (operation: Operation) => internalUrl(urls, operation);
  return {
    tokens,
    addressOf,
    ask: async (operation, input, caller) => ask(addressOf(operation), await tokens.sign(caller), operation, input, caller),
  };
}
