import type { Rule } from "./finding.ts";
import { doubleJpeg } from "./signals/double-jpeg.ts";
import { exifClock } from "./signals/exif-clock.ts";
import { exifDevice } from "./signals/exif-device.ts";
import { exifPosition } from "./signals/exif-position.ts";
import { exifSoftware } from "./signals/exif-software.ts";
import { exifTime } from "./signals/exif-time.ts";
import { fileDates } from "./signals/file-dates.ts";
import { geofence } from "./signals/geofence.ts";
import { mediaReadable } from "./signals/media-readable.ts";
import { mediaReuse } from "./signals/media-reuse.ts";
import { mockLocation } from "./signals/mock-location.ts";
import { models } from "./signals/models.ts";
import { nearDuplicate } from "./signals/near-duplicate.ts";
import { newAccounts } from "./signals/new-accounts.ts";
import { nonce } from "./signals/nonce.ts";
import { pace } from "./signals/pace.ts";
import { picture } from "./signals/picture.ts";
import { provenance } from "./signals/provenance.ts";
import { provenanceWords } from "./signals/provenance-words.ts";
import { rhythm } from "./signals/rhythm.ts";
import { ring } from "./signals/ring.ts";
import { screenshot } from "./signals/screenshot.ts";
import { sharing } from "./signals/sharing.ts";
import { software } from "./signals/software.ts";
import { timeWindow } from "./signals/time-window.ts";
import { travel } from "./signals/travel.ts";

/** Everything that is looked at, witnesses apart, in the order in which it is shown; the first that rejects gives the reason. */
export const rules: readonly Rule[] = [
  mediaReuse,
  nearDuplicate,
  nonce,
  timeWindow,
  geofence,
  mockLocation,
  mediaReadable,
  picture,
  exifPosition,
  exifTime,
  exifClock,
  fileDates,
  exifSoftware,
  software,
  provenance,
  provenanceWords,
  screenshot,
  doubleJpeg,
  exifDevice,
  travel,
  pace,
  rhythm,
  sharing,
  newAccounts,
  ring,
  ...models,
];
