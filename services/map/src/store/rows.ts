import type { Bounds } from "../rules/bounding-box.ts";

export type ZoneRow = {
  id: string;
  zone_type: string;
  name: string;
  description: string;
  location_lat: number;
  location_lng: number;
  radius_km: number;
  time_zone: string;
  time_zone_is_set: boolean;
  impact_factor_bps: number;
  is_active: boolean;
  retired_at: Date | null;
  created_at: Date;
};

export type ActivityRow = {
  id: string;
  zone_id: string;
  kind: string;
  player_did: string;
  username: string;
  mission_id: string;
  title: string;
  xp_delta: number;
  occurred_at: Date;
};

/** A line with the action that it tells of. */
export type NewActivity = ActivityRow & { action_id: string };

export type Correction = "reversed" | "reinstated";

export interface ZonePage {
  limit: number;
  /** The last id of the page before. */
  after: string | undefined;
  bounds: Bounds | undefined;
  /** Zones that are switched off, too, unless they are retired. */
  hidden: boolean;
}
