/** What keys do on a page: `A`, `1 – 9`, and the words for it. */
export interface PageKeys {
  title: string;
  keys: ReadonlyArray<readonly [key: string, words: string]>;
}

export interface KeyHelp {
  current(): PageKeys | undefined;
  show(keys: PageKeys | undefined): void;
  subscribe(listener: () => void): () => void;
}

export function createKeyHelp(): KeyHelp {
  const listeners = new Set<() => void>();
  let current: PageKeys | undefined;
  return {
    current: () => current,
    show(keys) {
      current = keys;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
