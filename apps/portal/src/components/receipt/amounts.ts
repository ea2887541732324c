/** Decimal places of the ledger's assets; of others they are not known, and the amount is shown as it is written. */
const scales: Record<string, number> = { XP: 0, HEART: 0, CREDIT: 2, THB: 2, USD: 2, EUR: 2 };

/** An amount in minor units, such as "1340" of CREDIT, as people write it: "13.40". Undefined where the asset's decimals are not known. */
export function formatAmount(amount: string, asset: string): string | undefined {
  const scale = scales[asset];
  if (scale === undefined || !/^\d+$/.test(amount)) return undefined;
  const digits = amount.padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`;
}
