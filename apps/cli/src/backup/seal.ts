import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Duplex, pipeline, Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { StartError } from "@oneheart/kernel";
import { Decrypter, Encrypter } from "age-encryption";
import { UsageError } from "../arguments.ts";

/** What opens and closes a backup: a passphrase, or the two halves of an age key. */
export interface Secrets {
  passphrase?: string | undefined;
  /** `age1…`: whoever has only this can make backups and not read them. */
  recipients?: readonly string[];
  /** `AGE-SECRET-KEY-1…`. */
  identities?: readonly string[];
}

const PASSPHRASE_MIN = 12;

/** Reads the passphrase from a file or from BACKUP_PASSPHRASE; never from an argument, which other users of the machine see. */
export async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  const text = file === undefined ? process.env.BACKUP_PASSPHRASE : await readSecretFile(file, "--passphrase-file");
  const passphrase = text?.replace(/\r?\n$/, "");
  if (passphrase === undefined || passphrase === "") return undefined;
  if (passphrase.length < PASSPHRASE_MIN)
    throw new UsageError(`The passphrase is too short: it needs at least ${PASSPHRASE_MIN} characters.`);
  return passphrase;
}

/** The secret keys of an age key file, whose other lines are comments. */
export async function readIdentities(file: string): Promise<string[]> {
  const text = await readSecretFile(file, "--identity");
  const identities = text.split(/\s+/).filter((word) => word.startsWith("AGE-SECRET-KEY-"));
  if (identities.length === 0) throw new UsageError(`--identity ${file}: there is no line AGE-SECRET-KEY-1… in it.`);
  return identities;
}

async function readSecretFile(file: string, option: string): Promise<string> {
  return readFile(file, "utf8").catch((error: Error) => {
    throw new UsageError(`${option}: ${error.message}.`);
  });
}

/** Compresses a stream and encrypts it in chunks of 64 KiB, each authenticated with its place, the last one as the last. */
export async function sealed(plain: AsyncIterable<Uint8Array>, { passphrase, recipients = [] }: Secrets): Promise<Readable> {
  const encrypter = new Encrypter();
  try {
    if (passphrase !== undefined) encrypter.setPassphrase(passphrase);
    for (const recipient of recipients) encrypter.addRecipient(recipient);
  } catch (error) {
    throw new UsageError(`--recipient: this is no age recipient (${(error as Error).message}).`);
  }
  const compressed = through(Readable.from(plain), createGzip({ level: 1 }));
  const stream = await encrypter.encrypt(Readable.toWeb(compressed) as never);
  return Readable.fromWeb(stream as never);
}

/** The plain bytes of a backup. Ends with an error when one byte of it is not as it was written, or missing. */
export async function opened(file: string, { passphrase, identities = [] }: Secrets): Promise<Readable> {
  const decrypter = new Decrypter();
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch (error) {
    throw new UsageError(`--identity: this is no age identity (${(error as Error).message}).`);
  }
  const source = createReadStream(file);
  try {
    const stream = await decrypter.decrypt(Readable.toWeb(source) as never);
    return through(Readable.fromWeb(stream as never), createGunzip());
  } catch (error) {
    source.destroy();
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new StartError(`There is no file ${file}.`);
    const isKey = /no identity matched|passphrase/i.test((error as Error).message);
    throw new StartError(
      isKey
        ? `${file} does not open with this passphrase or key.`
        : `${file} is no backup, or a damaged one (${(error as Error).message}).`,
    );
  }
}

/** An error of one side ends the other with it. */
function through(source: Readable, transform: Duplex): Readable {
  pipeline(source, transform, () => undefined);
  return transform;
}
