import { useEffect, useSyncExternalStore } from "react";
import type { PageKeys } from "./key-help.ts";
import { usePortal } from "./portal-context.tsx";

/** Adds a page's keys to the help on `?` while the page is there. The keys must stay the same object. */
export function useKeyHelp(keys: PageKeys): void {
  const { keyHelp } = usePortal();
  useEffect(() => {
    keyHelp.show(keys);
    return () => keyHelp.show(undefined);
  }, [keyHelp, keys]);
}

export function usePageKeys(): PageKeys | undefined {
  const { keyHelp } = usePortal();
  return useSyncExternalStore(keyHelp.subscribe, keyHelp.current);
}
