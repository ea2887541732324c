import type { Rule } from "./finding.ts";
import { exifPosition } from "./signals/exif-position.ts";
import { exifSoftware } from "./signals/exif-software.ts";
import { exifTime } from "./signals/exif-time.ts";
import { geofence } from "./signals/geofence.ts";
import { mediaReadable } from "./signals/media-readable.ts";
import { mediaReuse } from "./signals/media-reuse.ts";
import { mockLocation } from "./signals/mock-location.ts";
import { nonce } from "./signals/nonce.ts";
import { timeWindow } from "./signals/time-window.ts";

/** Everything that is looked at, in the order in which it is shown; the first that rejects gives the reason. */
export const rules: readonly Rule[] = [
  mediaReuse,
  nonce,
  timeWindow,
  geofence,
  mockLocation,
  mediaReadable,
  exifPosition,
  exifTime,
  exifSoftware,
];
