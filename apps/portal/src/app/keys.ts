import { useEffect, useRef } from "react";

/** What keys do: `a`, `?`, `Escape`, or two that follow each other, `g h`. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Two keys belong together when they follow each other within this time. */
const together_ms = 900;

/** Lets keys act while nothing is being typed and no dialog is open. */
export function useKeys(actions: KeyActions, { active = true }: { active?: boolean } = {}): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!active) return;
    let before = { key: "", at_ms: 0 };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat || isTaken(event.target)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const pair = event.timeStamp - before.at_ms < together_ms ? `${before.key} ${key}` : undefined;
      const act = (pair !== undefined ? latest.current[pair] : undefined) ?? latest.current[key];
      before = { key, at_ms: event.timeStamp };
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [active]);
}

/** Keys that type, and keys for an open dialog, are not for the page. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]")
  );
}
