import { type Client, createClient, identityContract } from "@oneheart/contracts";
import { newId, openDatabase } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";

/** Somebody with a session. */
export interface Player {
  id: string;
  token: string;
  client: Client;
}

const password = "a walk through the old town";
const atOnce = 8;

/** Registers players over the API, a few at once: each costs a password hash. */
export async function registerPlayers(url: string, count: number): Promise<Player[]> {
  const visitor = createClient({ base_url: url });
  const made: Player[] = [];
  const registerOne = async (index: number): Promise<Player> => {
    const username = `player_${index}`;
    const email = `${username}@example.org`;
    const { player, access_token: token } = await visitor.call(identityContract.operations.register, { username, email, password });
    return { id: player.id, token, client: createClient({ base_url: url, token: () => token }) };
  };
  while (made.length < count) {
    const group = Array.from({ length: Math.min(atOnce, count - made.length) }, (_, index) => registerOne(made.length + index));
    made.push(...(await Promise.all(group)));
  }
  return made;
}

/** Gives each enough Heart tokens for the whole benchmark. */
export async function fund(databaseUrl: string, player_ids: readonly string[]): Promise<void> {
  const { db, close } = openDatabase(databaseUrl, { max: 1, application_name: "bench" });
  const ledger = createLedger({ newId, now: () => new Date() });
  const transfers = player_ids.map((owner_id) => ({
    debit: { kind: "issuance", asset: "HEART" },
    credit: { kind: "player", owner_id, asset: "HEART" },
    amount: 1_000_000n,
  }));
  const draft = { kind: "bench.fund", reason_ref: "bench:fund", occurred_at: new Date(), transfers };
  const [posted] = await db.transaction().execute((tx) => ledger.post(tx, [draft]));
  await close();
  if (!posted!.ok) throw new Error(posted!.message);
}
