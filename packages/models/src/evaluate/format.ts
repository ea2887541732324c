const formats = ["JPEG", "PNG", "WebP", "other"] as const;
export type FileFormat = (typeof formats)[number];

/** The format of a picture by its first bytes. */
export function formatOf(bytes: Uint8Array): FileFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.length)).toString("latin1");
  if (head.startsWith("\xff\xd8\xff")) return "JPEG";
  if (head.startsWith("\x89PNG")) return "PNG";
  return head.startsWith("RIFF") && head.endsWith("WEBP") ? "WebP" : "other";
}

/** Warns where the two kinds differ in format: a model may then have told the formats apart and nothing else. */
export function formatWarning(pictures: readonly { fake: boolean; format: FileFormat }[]): string[] {
  const share = (fake: boolean, format: FileFormat) => {
    const ofKind = pictures.filter((picture) => picture.fake === fake);
    return ofKind.filter((picture) => picture.format === format).length / ofKind.length;
  };
  return formats
    .map((format) => ({ format, real: share(false, format), fake: share(true, format) }))
    .filter(({ real, fake }) => Math.abs(real - fake) > 0.2)
    .map(
      ({ format, real, fake }) =>
        `${Math.round(real * 100)} % of real/ and ${Math.round(fake * 100)} % of fake/ are ${format}: the model may tell formats apart, not pictures`,
    );
}
