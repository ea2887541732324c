/** What `/session/…` answers, as far as a page uses it. */
export interface TokenAnswer {
  access_token: string;
  expires_in: number;
  player: { username: string };
}

/** What an access token says of its holder. The server alone verifies it; a page only shows it. */
export interface Claims {
  sub: string;
  role: "player" | "reviewer" | "sponsor" | "government" | "admin";
}

const roles = new Set<unknown>(["player", "reviewer", "sponsor", "government", "admin"]);

/** Checked by hand: the first page of the portal carries no schemas. Throws `TypeError` for anything else. */
export function readTokens(answer: unknown): TokenAnswer {
  const { access_token, expires_in, player } = (answer ?? {}) as Partial<TokenAnswer>;
  if (typeof access_token !== "string" || typeof expires_in !== "number" || typeof player?.username !== "string")
    throw new TypeError("the server answered no session");
  return { access_token, expires_in, player: { username: player.username } };
}

/** Reads the payload of a JWT (RFC 7519). Throws `TypeError` for a text that is none. */
export function readClaims(token: string): Claims {
  const payload = token.split(".")[1] ?? "";
  let claims: Partial<Claims>;
  try {
    claims = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as Partial<Claims>;
  } catch (cause) {
    throw new TypeError("the access token cannot be read", { cause });
  }
  if (typeof claims.sub !== "string" || !roles.has(claims.role)) throw new TypeError("the access token names nobody");
  return claims as Claims;
}
