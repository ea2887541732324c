import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A signing certificate made for one test, with the authority that issued it. */
export interface TestChain {
  /** Signer first, authority last. */
  certificates: Uint8Array[];
  key: KeyObject;
  authorityPem: string;
}

/** An authority and a signing certificate as C2PA wants them (X.509 v3, ECDSA P-256, C2PA claim signing). */
export function testChain(organisation: string): TestChain {
  const authority = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signer = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const authorityName = name(`${organisation} root`, organisation);
  const authorityId = randomBytes(20);
  const root = certificate({
    issuer: authorityName,
    subject: authorityName,
    publicKey: authority.publicKey,
    signWith: authority.privateKey,
    extensions: [
      extension("2.5.29.19", true, sequence(boolean(true))),
      extension("2.5.29.15", true, bitString(Uint8Array.of(0x06), 1)),
      extension("2.5.29.14", false, octets(authorityId)),
    ],
  });
  const leaf = certificate({
    issuer: authorityName,
    subject: name(`${organisation} camera`, organisation),
    publicKey: signer.publicKey,
    signWith: authority.privateKey,
    extensions: [
      extension("2.5.29.19", true, sequence()),
      extension("2.5.29.15", true, bitString(Uint8Array.of(0x80), 7)),
      extension("2.5.29.37", true, sequence(objectId("1.3.6.1.5.5.7.3.4"))),
      extension("2.5.29.35", false, sequence(tagged(0x80, authorityId))),
      extension("2.5.29.14", false, octets(randomBytes(20))),
    ],
  });
  return { certificates: [leaf, root], key: signer.privateKey, authorityPem: pem(root) };
}

interface CertificateParts {
  issuer: Uint8Array;
  subject: Uint8Array;
  publicKey: KeyObject;
  signWith: KeyObject;
  extensions: Uint8Array[];
}

function certificate({ issuer, subject, publicKey, signWith, extensions }: CertificateParts): Uint8Array {
  const algorithm = sequence(objectId("1.2.840.10045.4.3.2"));
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const body = sequence(
    tagged(0xa0, integer(Uint8Array.of(2))),
    integer(serial),
    algorithm,
    issuer,
    sequence(utcTime("200101000000Z"), utcTime("491231235959Z")),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(...extensions)),
  );
  return sequence(body, algorithm, bitString(sign("sha256", body, signWith), 0));
}

function name(common: string, organisation: string): Uint8Array {
  const part = (id: string, text: string) => tagged(0x31, sequence(objectId(id), tagged(0x0c, Buffer.from(text))));
  return sequence(part("2.5.4.10", organisation), part("2.5.4.3", common));
}

function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value));
}

function pem(der: Uint8Array): string {
  const lines = Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function tagged(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Uint8Array.of(tag, ...size), content]);
}

const sequence = (...parts: Uint8Array[]) => tagged(0x30, ...parts);
const integer = (value: Uint8Array) => tagged(0x02, value);
const octets = (value: Uint8Array) => tagged(0x04, value);
const boolean = (value: boolean) => tagged(0x01, Uint8Array.of(value ? 255 : 0));
const utcTime = (text: string) => tagged(0x17, Buffer.from(text));
const bitString = (value: Uint8Array, unused: number) => tagged(0x03, Uint8Array.of(unused), value);

function objectId(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 127];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128);
    bytes.push(...groups);
  }
  return tagged(0x06, Uint8Array.from(bytes));
}
