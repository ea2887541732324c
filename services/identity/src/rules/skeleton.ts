import { confusables } from "./confusables-data.ts";

const prototypes: ReadonlyMap<string, string> = new Map(
  confusables
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map((hex) => String.fromCodePoint(Number.parseInt(hex, 16))))
    .map(([source = "", ...prototype]) => [source, prototype.join("")]),
);

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/**
 * What two names that look the same have in common (UTS #39, section 4, `skeleton`), without regard to case: names with one skeleton
 * cannot be told apart by eye.
 */
export function skeletonOf(name: string): string {
  const letters = name.normalize("NFKC").replace(invisible, "").normalize("NFD");
  const drawn = [...letters].map((letter) => prototypes.get(letter) ?? letter).join("");
  return drawn.normalize("NFD").toLowerCase();
}
