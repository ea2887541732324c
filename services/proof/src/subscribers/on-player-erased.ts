import { playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { eraseEvidence } from "../workflows/erase-evidence.ts";

/** Photographs, videos and exact places of the person go. */
export const onPlayerErased = subscribe("on-player-erased", playerInternal.events.playerErased, ({ player_id }, ctx) =>
  eraseEvidence(player_id, ctx),
);
