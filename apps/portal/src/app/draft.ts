import { useCallback, useState } from "react";

/** What somebody types, kept in this tab until it was sent: a reload loses nothing. */
export function useDraft<Value>(name: string, initial: Value): [Value, (value: Value) => void, () => void] {
  const key = `oneheart-draft ${name}`;
  const [held, setHeld] = useState(() => ({ key, value: read(key, initial) }));
  const value = held.key === key ? held.value : read(key, initial);
  const change = useCallback(
    (next: Value) => {
      sessionStorage.setItem(key, JSON.stringify(next));
      setHeld({ key, value: next });
    },
    [key],
  );
  const clear = useCallback(() => sessionStorage.removeItem(key), [key]);
  return [value, change, clear];
}

function read<Value>(key: string, initial: Value): Value {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? initial : (JSON.parse(text) as Value);
  } catch {
    return initial;
  }
}
