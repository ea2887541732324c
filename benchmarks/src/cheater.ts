/** bench:cheater — what a day of cheating earns against a day of honest work, when every picture is believed. */

import { type Account, openDay } from "./cheater/day.ts";
import { introduce, result, rounded } from "./report.ts";

introduce(
  "bench:cheater",
  "Tokens that accounts earn in one day of the zone, in a simulated time. Every picture is believed, also the cheater's: what is measured is what the limits alone hold. " +
    "The cheater hands in at the earliest moment, day and night, reports a day of work and 100,000 people helped each time, and gathers what can be moved on one account. " +
    "The honest player has helped on seven days before and works eight hours.",
);

const accountsOfARing = 10;
const day = await openDay();
try {
  const honest = await day.newAccounts(1, () => "203.0.113.7");
  await day.helpOnDays(honest, 7);
  const honestDay = total(await day.workHonestly(honest, 8));

  const alone = await cheat(await day.newAccounts(1, () => "198.51.100.1"));
  const oneAddress = await cheat(await day.newAccounts(accountsOfARing, () => "198.51.100.2"));
  const manyAddresses = await cheat(await day.newAccounts(accountsOfARing, (index) => `192.0.2.${index + 1}`));
  const patient = await day.newAccounts(accountsOfARing, (index) => `192.0.2.${index + 101}`);
  await day.helpOnDays(patient, 7);
  const afterAWeek = await cheat(patient);

  const dearest = Math.max(alone.earned, oneAddress.earned, manyAddresses.earned);
  result({
    honest_day_tokens: honestDay,
    one_account_tokens: alone.earned,
    ten_accounts_one_address_tokens: oneAddress.earned,
    ten_accounts_many_addresses_tokens: manyAddresses.earned,
    gathered_tokens: Math.max(oneAddress.gathered, manyAddresses.gathered),
    patient_ten_accounts_tokens: afterAWeek.earned,
    cheater_ratio: rounded(dearest / honestDay),
  });
  if (dearest > honestDay) {
    console.error("a day of cheating earns more than a day of work");
    process.exitCode = 1;
  }
} finally {
  await day.stop();
}

/** One day of cheating: what the accounts earned together, and what one of them holds after the others sent it all they could. */
async function cheat(accounts: readonly Account[]): Promise<{ earned: number; gathered: number }> {
  const earned = total(await day.cheat(accounts));
  return { earned, gathered: await day.gather(accounts) };
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
