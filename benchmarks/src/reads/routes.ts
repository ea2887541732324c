/** What a screen asks all the time, and the same of a bare handler: each of its statements once, in turn, and the rows as JSON. */
import type { Prepared } from "./prepare.ts";

export interface Read {
  name: string;
  path(prepared: Prepared): string;
  statements: readonly string[];
  /** The one parameter of its statements. */
  id(prepared: Prepared): string;
}

const player = ({ playerId }: Prepared) => playerId;

export const reads: readonly Read[] = [
  {
    name: "mission",
    path: ({ missionId }) => `/api/quest/mission/${missionId}`,
    statements: ["SELECT * FROM missions WHERE id = $1"],
    id: ({ missionId }) => missionId,
  },
  {
    name: "balance",
    path: () => "/api/token/balance",
    statements: ["SELECT x.code, a.* FROM ledger_accounts a JOIN ledger_assets x ON x.id = a.asset_id WHERE a.owner_id = $1::text"],
    id: player,
  },
  {
    name: "me",
    path: () => "/api/player/me",
    statements: [
      `SELECT p.*, ARRAY(SELECT b.badge_type FROM player_badges pb JOIN badges b ON b.id = pb.badge_id WHERE pb.player_id = p.id) AS badges
       FROM players p WHERE p.id = $1`,
      "SELECT status, count(*) FROM quest_assignments WHERE player_id = $1 AND status IN ('active', 'completed') GROUP BY status",
      "SELECT * FROM redemptions WHERE player_id = $1 AND status <> 'cancelled' ORDER BY id DESC LIMIT 100",
    ],
    id: player,
  },
  {
    name: "list",
    path: () => "/api/quest/list",
    statements: [
      `SELECT a.*, m.community_goal, m.community_progress FROM quest_assignments a JOIN missions m ON m.id = a.mission_id
       WHERE a.player_id = $1 AND a.status IN ('active', 'submitted') ORDER BY a.id DESC LIMIT 21`,
      `SELECT m.*, z.is_active, z.time_zone FROM missions m JOIN zones z ON z.id = m.zone_id
       WHERE m.is_active AND NOT EXISTS (SELECT FROM quest_assignments a WHERE a.mission_id = m.id AND a.player_id = $1 AND a.status = 'active')
       ORDER BY m.id DESC LIMIT 21`,
      "SELECT level FROM players WHERE id = $1",
    ],
    id: player,
  },
  {
    name: "ledger",
    path: ({ playerId }) => `/api/impact/ledger?player_id=${playerId}`,
    statements: [
      "SELECT * FROM impact_ledger WHERE player_id = $1 ORDER BY id DESC LIMIT 21",
      "SELECT note FROM log_checkpoints WHERE $1::uuid IS NOT NULL ORDER BY size DESC LIMIT 1",
    ],
    id: player,
  },
];
