import { message } from "@oneheart/messages";
import { greatCircle_m } from "@oneheart/trust";
import { found, notEvaluated, type Rule } from "../finding.ts";
import { distanceInWords } from "../words.ts";

/** Whether the place of capture lies in the quest's zone, allowing for how exactly the device knew it, up to a cap. */
export const geofence: Rule = ({ proof, zone }, { geofence: rules }) => {
  if (zone === null) return notEvaluated("geofence", message("signal.geofence.unknown"));
  const away_m = Math.round(greatCircle_m(proof, zone));
  const radius_m = zone.radius_km * 1000;
  const slack_m = Math.min(proof.accuracy_m ?? 0, rules.accuracy_max_m);
  if (away_m > radius_m + slack_m) {
    const words = message("signal.geofence.outside", { distance: distanceInWords(away_m - radius_m) });
    return found("geofence", away_m, rules.outside, words, { flag: "outside_zone", hard: true });
  }
  if ((proof.accuracy_m ?? 0) > Math.max(radius_m, rules.accuracy_max_m))
    return found("geofence", away_m, rules.vague, message("signal.geofence.vague"));
  return found("geofence", away_m, rules.inside, message("signal.geofence.inside"));
};
