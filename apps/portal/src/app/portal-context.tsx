import type { Caller, FollowOptions } from "@oneheart/client";
import type { BrowserSession, SessionState } from "@oneheart/client/session";
import type { Operation } from "@oneheart/contracts";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { KeyHelp } from "./key-help.ts";
import type { Outbox } from "./outbox.ts";

/** Follows an operation until the signal ends it. */
type Follow = (operation: Operation, input: Record<string, never>, options: Pick<FollowOptions, "signal" | "onEvent">) => Promise<void>;

/** What the whole page shares. */
export interface PortalServices {
  session: BrowserSession;
  /** Calls of the API. Loaded with the first page that has any: contracts are large. */
  caller(): Promise<Caller>;
  /** Follows an operation that answers with events. */
  follow(): Promise<Follow>;
  /** Acts that can be taken back for a moment. */
  outbox: Outbox;
  /** What keys do on the page of the moment. */
  keyHelp: KeyHelp;
}

const PortalContext = createContext<PortalServices | undefined>(undefined);

export function PortalProvider({ services, children }: { services: PortalServices; children: ReactNode }) {
  return <PortalContext value={services}>{children}</PortalContext>;
}

export function usePortal(): PortalServices {
  const services = useContext(PortalContext);
  if (services === undefined) throw new Error("outside of the portal");
  return services;
}

/** Who is signed in, live. */
export function useSession(): SessionState {
  const { session } = usePortal();
  return useSyncExternalStore(session.subscribe, session.state);
}
