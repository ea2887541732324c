import { randomUUID } from "node:crypto";
import { sponsorContract } from "@oneheart/contracts";
import { type Programme, register } from "@oneheart/testing";

const { createOrganisation, createCampaign, support, confirmContribution } = sponsorContract.operations;

/** Two organisations that pay for the programme's mission, one twice as much as the other. Answers the first. */
export async function sponsorTogether(url: string, { admin, missionId }: Programme): Promise<{ organisation_id: string }> {
  const supporter = await register(url, `supporter_${process.pid}`);
  const organisations: string[] = [];
  for (const amount_minor of [2_000_000, 1_000_000]) {
    const { id: organisation_id } = await admin.call(createOrganisation, { name: `Sponsor ${randomUUID()}` });
    const { id } = await admin.call(createCampaign, {
      ...{ organisation_id, title: "Clean canals", mission_ids: [missionId], currency: "THB", budget_minor: amount_minor },
      ...{ starts_at: "2020-01-01T00:00:00Z", ends_at: "2090-01-01T00:00:00Z", rate: { tokens: 1, minor: 100 } },
      pools: { local_bps: 6_000, national_bps: 3_000, global_bps: 1_000 },
    });
    // Nobody confirms what they entered themselves.
    const given = await supporter.call(support, { id, amount_minor, method: "transfer" });
    await admin.call(confirmContribution, { id: given.id });
    organisations.push(organisation_id);
  }
  return { organisation_id: organisations[0]! };
}
