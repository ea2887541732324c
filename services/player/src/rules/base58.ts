const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Base58 with Bitcoin's alphabet; each leading zero byte is a leading `1`. */
export function encodeBase58(bytes: Uint8Array): string {
  const firstDigit = bytes.findIndex((byte) => byte !== 0);
  if (firstDigit === -1) return "1".repeat(bytes.length);
  let number = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let digits = "";
  for (; number > 0n; number /= 58n) digits = alphabet[Number(number % 58n)] + digits;
  return "1".repeat(firstDigit) + digits;
}
