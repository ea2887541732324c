import type { CopyObstacle, CopyState, HiddenBecause } from "@oneheart/contracts";
import { type Language, message, render } from "@oneheart/messages";

interface CopyNow {
  state: CopyState;
  obstacle: CopyObstacle | null;
}

/** Whether its player lets it be shown to anybody. */
export function isAllowed({ consent_public, consent_sponsor }: { consent_public: boolean; consent_sponsor: boolean }): boolean {
  return consent_public || consent_sponsor;
}

/** Why others see nothing of a proof; null when something is released. What only a person can mend is told first. */
export function hiddenBecause(copies: readonly CopyNow[], consent_public: boolean): HiddenBecause | null {
  if (!consent_public) return copies.some(({ state }) => state === "withdrawn") ? "withdrawn" : "not_allowed";
  if (copies.some(({ state }) => state === "released")) return null;
  if (copies.some(({ state }) => state === "withdrawn")) return "withdrawn";
  if (copies.length > 0 && copies.every(({ state }) => state === "blocked")) return copies[0]!.obstacle ?? "not_released";
  return "not_released";
}

/** The same for people. */
export function hiddenWords(code: HiddenBecause, language: Language): string {
  return render(message(`picture.${code}`), language);
}
