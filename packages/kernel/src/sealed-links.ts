import type { BaseContext } from "./context.ts";

type Linking = Pick<BaseContext, "vault" | "clock">;

/** Links to stored objects that do not show the object's key, because a key tells what the object belongs to. */
export interface SealedLinks {
  to(key: string, ctx: Linking): string;
  /** Where the object behind a link lies; undefined for a link that was not made here, or is too old. */
  keyBehind(sealed: string, ctx: Linking): string | undefined;
}

/** Links below a path, which open only for one purpose and for so long. */
export function sealedLinks({ path, purpose, life_ms }: { path: string; purpose: string; life_ms: number }): SealedLinks {
  return {
    to: (key, { vault, clock }) => `${path}/${vault.seal(JSON.stringify({ key, until: clock.now().getTime() + life_ms }), purpose)}`,
    keyBehind(sealed, { vault, clock }) {
      try {
        const { key, until } = JSON.parse(vault.open(sealed, purpose)) as { key: string; until: number };
        return until >= clock.now().getTime() ? key : undefined;
      } catch {
        // Whatever does not open was not sealed here.
        return undefined;
      }
    },
  };
}
