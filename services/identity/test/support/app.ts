import { identityContract } from "@oneheart/contracts";
import { identityInternal, notificationInternal, questInternal, tokenInternal, wholeContract } from "@oneheart/contracts/internal";
import { type Principal, userPrincipal } from "@oneheart/kernel";
import { type BootOptions, bootServices, realService, stub, type TestApp } from "@oneheart/testing";
import { decodeJwt } from "jose";
import { identityService } from "../../src/service.ts";

export const { operations } = wholeContract(identityContract, identityInternal);

/** The languages that people chose, by their ids. */
export const chosenLanguages = new Map<string, "en" | "th">();

/** Stand-ins for what identity and the player service ask. */
export const neighbours = [
  stub(questInternal.operations.questCounts, () => ({ items: [] })),
  stub(tokenInternal.operations.purchasesOf, () => ({ items: [] })),
  stub(notificationInternal.operations.chosenLanguage, ({ player_id }) => ({ language: chosenLanguages.get(player_id) ?? null })),
];

/** Identity with the real player service, on a database of its own. */
export async function bootIdentity(options: BootOptions = {}): Promise<TestApp> {
  return bootServices([identityService, await realService("player")], { ...options, stubs: options.stubs ?? neighbours });
}

let counter = 0;

/** Credentials that nobody else has. */
export function newcomer(over: Partial<{ username: string; email: string; password: string }> = {}) {
  counter += 1;
  return { username: `citizen_${counter}`, email: `citizen_${counter}@example.com`, password: "correct horse battery", ...over };
}

export async function registered(app: TestApp, over: Parameters<typeof newcomer>[0] = {}) {
  const credentials = newcomer(over);
  const tokens = await app.call(operations.register, credentials);
  return { credentials, tokens, principal: principalOf(tokens.access_token) };
}

/** Whom an access token speaks for, as the gateway reads it. */
export function principalOf(accessToken: string): Principal {
  const { sub, did, role, sid } = decodeJwt<{ did: string; role: Exclude<Principal["role"], "anyone" | "system">; sid: string }>(
    accessToken,
  );
  return userPrincipal({ playerId: sub!, did, role, sessionId: sid });
}

export function isLive(app: TestApp, principal: Principal): Promise<boolean> {
  return app.call(operations.sessionState, { session_id: principal.sessionId }, { as: "system" }).then(({ live }) => live);
}
