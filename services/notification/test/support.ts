import { identityInternal, playerInternal, questInternal, tokenInternal } from "@oneheart/contracts/internal";
import { newId, type Principal } from "@oneheart/kernel";
import { bootServices, realService, stub, type TestApp, unique } from "@oneheart/testing";
import { notificationService } from "../src/service.ts";

/** The service with the real player service beside it. */
export async function boot(unconfirmed: ReadonlySet<string> = new Set()): Promise<TestApp> {
  const stubs = [
    stub(identityInternal.operations.accountContact, ({ id }) => ({
      username: "reader",
      email: `${id}@example.org`,
      email_confirmed: !unconfirmed.has(id),
    })),
    stub(questInternal.operations.questCounts, () => ({ items: [] })),
    stub(tokenInternal.operations.purchasesOf, () => ({ items: [] })),
  ];
  return bootServices([await realService("player"), notificationService], { stubs });
}

export async function someone(app: TestApp): Promise<Principal> {
  const username = unique("reader");
  const { id } = await app.call(
    playerInternal.operations.createPlayer,
    { id: newId(), username, email: `${username}@example.org` },
    { as: "system" },
  );
  return app.player(id);
}

export function redemptionOf(player_id: string) {
  return { redemption_id: newId(), player_id, reward_id: newId(), name: "<b>Lunch</b> 🍲", price_tokens: 8 };
}

/** Something that is notified of. */
export async function announce(app: TestApp, { playerId }: Principal): Promise<void> {
  await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(playerId));
}

/** A provider's refusal or failure, as the adapters throw it. */
export function providerError(code: "message_refused" | "provider_unavailable"): Error {
  return Object.assign(new Error(code), { code });
}
