import type { BaseContext } from "@oneheart/kernel";

type Linking = Pick<BaseContext, "vault" | "clock">;

const purpose = "review-media";
/** How long a reviewer's links are good for. */
const life_ms = 10 * 60_000;

/** A link to a stored object that names it to nobody: where an object lies tells which proof it is of. */
export function linkTo(key: string, { vault, clock }: Linking): string {
  return `/api/review-media/${vault.seal(JSON.stringify({ key, until: clock.now().getTime() + life_ms }), purpose)}`;
}

/** Where the object behind a link lies; undefined for a link that was not made here, or is too old. */
export function keyBehind(sealed: string, { vault, clock }: Linking): string | undefined {
  try {
    const { key, until } = JSON.parse(vault.open(sealed, purpose)) as { key: string; until: number };
    return until >= clock.now().getTime() ? key : undefined;
  } catch {
    // Whatever does not open was not sealed here.
    return undefined;
  }
}
