const mobile = /\b(Mobile|Android|iPhone|iPad|Expo|okhttp|CFNetwork)\b/i;

/** The kind of device that a `User-Agent` speaks of. */
export function deviceOf(userAgent: string): "mobile" | "web" {
  return mobile.test(userAgent) ? "mobile" : "web";
}
