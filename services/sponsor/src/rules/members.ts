import type { MemberRole } from "@oneheart/contracts";

interface Member {
  player_id: string;
  member_role: MemberRole;
}

/** Whether the last owner would become something else, or go. An organisation that never had one need not have one. */
export function leavesNoOwner(members: readonly Member[], player_id: string, becomes: MemberRole | undefined): boolean {
  const owners = members.filter(({ member_role }) => member_role === "owner").map((member) => member.player_id);
  return owners.length === 1 && owners[0] === player_id && becomes !== "owner";
}
