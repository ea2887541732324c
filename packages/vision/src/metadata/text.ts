const textMax = 120;

/** A text of a file, short, on one line and without control characters; undefined when nothing is left. */
export function cleanText(bytes: Uint8Array | string): string | undefined {
  const text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8");
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, textMax)
    .toWellFormed();
  return clean === "" ? undefined : clean;
}
