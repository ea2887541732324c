interface OwnedProof {
  proof_id: string;
  quest_id: string;
  player_id: string;
}

/** Those of the ids that are no proof of this quest by this player. */
export function missingProofs(
  ids: readonly string[],
  found: readonly OwnedProof[],
  owner: { quest_id: string; player_id: string },
): string[] {
  const fitting = new Set(
    found.filter((proof) => proof.quest_id === owner.quest_id && proof.player_id === owner.player_id).map((proof) => proof.proof_id),
  );
  return ids.filter((id) => !fitting.has(id));
}

/** Each id once, as the database writes it. */
export function distinctIds(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}
