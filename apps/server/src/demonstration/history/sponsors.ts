import { type CallInput, sponsorContract } from "@oneheart/contracts";
import type { Actor } from "./actor.ts";

const { createOrganisation, createCampaign, contribute, confirmContribution, makeReport } = sponsorContract.operations;

/** One campaign of the history, and what was given to it at once. */
interface Gift {
  key: string;
  /** The key of the zone whose missions it pays for. */
  zone: string;
  title: string;
  currency: string;
  /** Minor units of the currency for a token. */
  minor: number;
  given_minor: number;
}

/** Who sponsors what. The mangroves have two sponsors; the old town's money is nearly spent. */
const givers: Array<{ username: string; organisation: string; gifts: Gift[] }> = [
  {
    username: "sponsor",
    organisation: "Chao Phraya Ferries",
    gifts: [
      { key: "lake", zone: "lumpini", title: "A lake without plastic", currency: "THB", minor: 1_000, given_minor: 2_500_000 },
      {
        key: "mangroves",
        zone: "khung-bang-kachao",
        title: "Mangroves along the river",
        currency: "THB",
        minor: 1_500,
        given_minor: 1_200_000,
      },
    ],
  },
  {
    username: "narong.sponsor",
    organisation: "Siam Seafood Cooperative",
    gifts: [
      { key: "shoots", zone: "khung-bang-kachao", title: "New shoots for the coast", currency: "THB", minor: 1_500, given_minor: 800_000 },
    ],
  },
  {
    username: "giulia.sponsor",
    organisation: "Bottega Aretina",
    gifts: [{ key: "old-town", zone: "arezzo", title: "La città si cura", currency: "EUR", minor: 20, given_minor: 12_000 }],
  },
];

export const sponsors = givers.map(({ username }) => username);

/** Opens the campaigns and pays for them: what a sponsor enters, the programme confirms. Done twice, it is done once. */
export async function openCampaigns(
  people: ReadonlyMap<string, Actor>,
  programme: Actor,
  zones: ReadonlyMap<string, string>,
  period: { from: Date; to: Date },
): Promise<void> {
  for (const { username, organisation, gifts } of givers) {
    const sponsor = people.get(username)!;
    const { id } = await sponsor.call(createOrganisation, { name: organisation }, period.from, { idempotencyKey: `history-${username}` });
    for (const gift of gifts) {
      const { key, given_minor } = gift;
      const terms = termsOf(gift, id, zones.get(gift.zone)!, period);
      const campaign = await sponsor.call(createCampaign, terms, period.from, { idempotencyKey: `history-${key}` });
      const giving = { id: campaign.id, amount_minor: given_minor, method: "transfer" as const };
      const entered = await sponsor.call(contribute, giving, period.from, { idempotencyKey: `history-${key}-money` });
      await programme.call(confirmContribution, { id: entered.id }, period.from, { idempotencyKey: `history-${key}-arrived` });
    }
  }
}

/** What a sponsor has in hand at the end: a report of everything so far. */
export async function reportOnAll(sponsor: Actor, at: Date): Promise<void> {
  await sponsor.call(makeReport, {}, at, { idempotencyKey: "history-report" });
}

function termsOf(
  { title, currency, minor, given_minor }: Gift,
  organisation_id: string,
  zone_id: string,
  { from, to }: { from: Date; to: Date },
) {
  return {
    organisation_id,
    title,
    zone_ids: [zone_id],
    starts_at: from.toISOString(),
    ends_at: to.toISOString(),
    budget_minor: given_minor,
    currency,
    rate: { tokens: 1, minor },
    pools: { local_bps: 6_000, national_bps: 3_000, global_bps: 1_000 },
  } satisfies CallInput<typeof createCampaign>;
}
