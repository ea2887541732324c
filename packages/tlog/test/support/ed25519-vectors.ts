/** A signature, and whether Go's crypto/ed25519 accepts it. All in hex. */
export interface SignatureVector {
  readonly about: string;
  readonly message: string;
  readonly key: string;
  readonly signature: string;
  readonly accepted: boolean;
}

const [smallA, mixedR, mixedA, minusA] = [
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
  "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
  "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
  `${"ec".padEnd(62, "f")}ff`,
] as const;
const orderA = "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623";
const longMessage = "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40";
const nonCanonicalMessage = "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41";
const minusR = "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc";

/** The twelve of "Taming the many EdDSAs" (SSR 2020, table 5; published as cases.json of ed25519-speccheck), with Go's row of table 6. */
export const tamingVectors: readonly SignatureVector[] = [
  {
    about: "S = 0, small A, small R",
    message: "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6",
    key: smallA,
    signature: `c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a${"00".repeat(32)}`,
    accepted: true,
  },
  {
    about: "small A, mixed R",
    message: "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
    key: smallA,
    signature: `${mixedR}a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04`,
    accepted: true,
  },
  {
    about: "mixed A, small R",
    message: "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab",
    key: mixedR,
    signature: `${smallA}8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e`,
    accepted: true,
  },
  {
    about: "mixed A, mixed R",
    message: "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
    key: mixedA,
    signature:
      "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009",
    accepted: true,
  },
  {
    about: "only with the cofactor",
    message: "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
    key: mixedA,
    signature:
      "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09",
    accepted: false,
  },
  {
    about: "only with the cofactor, and k not reduced before",
    message: "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
    key: mixedA,
    signature:
      "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405",
    accepted: false,
  },
  {
    about: "S beyond the order",
    message: longMessage,
    key: orderA,
    signature:
      "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514",
    accepted: false,
  },
  {
    about: "S far beyond the order",
    message: longMessage,
    key: orderA,
    signature:
      "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa19427e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22",
    accepted: false,
  },
  {
    about: "R not canonical, reduced in k",
    message: nonCanonicalMessage,
    key: mixedR,
    signature: `${minusA}03be9678ac102edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f`,
    accepted: false,
  },
  {
    about: "R not canonical, as it is in k",
    message: nonCanonicalMessage,
    key: mixedR,
    signature: `${minusA}ca8c5b64cd208982aa38d4936621a4775aa233aa0505711d8fdcfdaa943d4908`,
    accepted: false,
  },
  {
    about: "A not canonical, reduced in k",
    message: "e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b",
    key: minusA,
    signature: `${minusR}a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04`,
    accepted: false,
  },
  {
    about: "A not canonical, as it is in k",
    message: "39a591f5321bbe07fd5a23dc2f39d025d74526615746727ceefd6e82ae65c06f",
    key: minusA,
    signature: `${minusR}a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04`,
    accepted: true,
  },
];

const p = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const y8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const hexOf = (value: bigint, sign = false): string => {
  const bytes = Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse();
  bytes[31]! |= sign ? 0x80 : 0;
  return bytes.toString("hex");
};

/** Every encoding of the eight points of small order: y reduced and not, with either sign, and that of a zero. */
export const smallOrder: readonly string[] = [0n, 1n, p - 1n, y8, p - y8, p, p + 1n].flatMap((y) => [hexOf(y), hexOf(y, true)]);

/** Each of them as the key and as R with S = 0, over messages with different k. */
export function smallOrderSignatures(): Array<Omit<SignatureVector, "about" | "accepted">> {
  const messages = ["", "00", "01", "02"];
  return smallOrder.flatMap((key) =>
    smallOrder.flatMap((r) => messages.map((message) => ({ key, message, signature: r + "00".repeat(32) }))),
  );
}

/** An honest signature, altered as Wycheproof alters them: S one and more orders up, S = 0, S = the order, R or S swapped, bits turned. */
export function alteredSignatures(signature: string): string[] {
  const [r, s] = [signature.slice(0, 64), signature.slice(64)];
  const scalar = BigInt(`0x${Buffer.from(s, "hex").reverse().toString("hex")}`);
  const scalars = [1n, 2n, 7n, 8n, 15n].map((times) => scalar + times * order).filter((value) => value < 2n ** 256n);
  const turned = Array.from({ length: 64 }, (_, at) => {
    const bytes = Buffer.from(signature, "hex");
    bytes[at]! ^= 1 << (at % 8);
    return bytes.toString("hex");
  });
  const zero = hexOf(0n);
  return [
    ...[...scalars, 0n, order, order - 1n, order - scalar].map((value) => r + hexOf(value)),
    ...[s + r, r + r, s + s, zero + s, zero + zero, hexOf(1n) + s, hexOf(p) + s],
    ...turned,
  ];
}
