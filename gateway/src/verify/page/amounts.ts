const names: Record<string, readonly [one: string, many: string]> = {
  XP: ["XP", "XP"],
  HEART: ["Heart token", "Heart tokens"],
  CREDIT: ["impact credit", "impact credits"],
};
/** Decimal places of the ledger's assets; of others they are not known, and the amount is shown as it is written. */
const scales: Record<string, number> = { XP: 0, HEART: 0, CREDIT: 2, THB: 2, USD: 2, EUR: 2 };

/** An amount in minor units, such as "1340" of CREDIT, as people write it: "13.40". */
export function formatAmount(amount: string, asset: string): string {
  const scale = scales[asset];
  if (scale === undefined || !/^\d+$/.test(amount)) return `${amount} (smallest units)`;
  const digits = amount.padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`;
}

/** An amount with the name of its asset: "13.40 impact credits". */
export function describeAmount(amount: string, asset: string): string {
  const [one, many] = names[asset] ?? [asset, asset];
  const written = formatAmount(amount, asset);
  return `${written} ${written === "1" || written === "1.00" ? one : many}`;
}

/** The asset's name as a heading writes it. */
export function assetName(asset: string): string {
  const name = names[asset]?.[1] ?? asset;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
