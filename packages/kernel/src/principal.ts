import type { Access, Role } from "@oneheart/contracts";

/** Who is behind a call. Reading a player's field when there is no player is a bug, so it throws. */
export interface Principal {
  readonly role: Role | "anyone" | "system";
  /** The id that accounts and players share. */
  readonly playerId: string;
  readonly did: string;
  readonly sessionId: string;
}

/** The claims that travel between processes. */
export interface UserClaims {
  playerId: string;
  did: string;
  role: Role;
  sessionId: string;
}

function without(role: "anyone" | "system"): Principal {
  const nobody = (): never => {
    throw new Error(`a call by ${role} has no player behind it`);
  };
  return {
    role,
    get playerId() {
      return nobody();
    },
    get did() {
      return nobody();
    },
    get sessionId() {
      return nobody();
    },
  };
}

export const anyone: Principal = without("anyone");
/** The program itself: subscribers, scheduled jobs and workers. */
export const system: Principal = without("system");

export function userPrincipal(claims: UserClaims): Principal {
  return Object.freeze({ ...claims });
}

export function isUser(principal: Principal): boolean {
  return principal.role !== "anyone" && principal.role !== "system";
}

/** Denied unless declared. `internal` means that another service asks. */
export function mayCall(access: readonly Access[], principal: Principal, internal: boolean): boolean {
  if (internal && (access.includes("internal") || principal.role === "system")) return true;
  if (access.includes("anyone")) return true;
  return isUser(principal) && access.includes(principal.role as Role);
}
