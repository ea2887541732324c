import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Did, Id, IdOrDid, Location, listOf, shape, Time } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { readMany } from "../internal/read-many.ts";
import { Player, playerContract } from "./public.ts";

/** What other services may know of a player. */
export const PlayerFacts = shape("PlayerFacts", {
  id: Id,
  user_did: Did,
  username: z.string(),
  level: z.int(),
  total_xp: z.int(),
  streak_days: z.int(),
  /** The last day with a verified action, in the time zone where it happened, `YYYY-MM-DD`; `streak_days` counts back from it. */
  last_action_day: z.string().nullable(),
  badges: z.array(z.string()),
  created_at: Time.optional(),
  /** Nobody is behind the id any more. */
  erased: z.boolean().default(false),
});

/** What only services ask of each other here, and what they tell. */
export const playerInternal = defineContract({
  service: "player",
  operations: {
    ownData: ownDataOperation,
    /** Makes the player of an account; asking again for the same id gives the same player. */
    createPlayer: operation({
      summary: "Create the player of a new account",
      access: ["internal"],
      input: z.object({ id: Id, username: z.string(), email: z.string(), location: Location.optional() }),
      output: Player,
    }),
    /** The player as the person itself sees it. */
    getOwnPlayer: operation({
      summary: "A player with personal data, for the session that owns it",
      access: ["internal"],
      input: z.object({ id: Id }),
      output: Player,
      errors: { player_not_found: 404 },
    }),
    findPlayers: operation({
      summary: "Facts of several players, by ids or DIDs; unknown ones are left out",
      access: ["internal"],
      input: z.object({ ids: z.array(IdOrDid).max(200) }),
      output: listOf(PlayerFacts),
    }),
    readPlayers: readMany(playerContract.operations.getPlayer, "Profiles of many players"),
  },
  events: {
    profileUpdated: event("player.updated", z.object({ player_id: Id })),
    /** Whoever hears it removes what it holds of the person. Said again when something of a request under way came later. */
    playerErased: event("player.erased", z.object({ player_id: Id, erased_name: z.string() })),
  },
});
