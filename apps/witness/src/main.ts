import { formatVerifierKey } from "@oneheart/tlog";
import { StartError, startWitness } from "@oneheart/witness";
import { newKey } from "./new-key.ts";
import { loadSettings } from "./settings.ts";

const nowSeconds = () => Math.floor(Date.now() / 1000);

async function main([command, name]: readonly string[]): Promise<void> {
  if (command === "--new-key") {
    const { signer_key, verifier_key } = newKey(name ?? process.env.WITNESS_NAME);
    console.log(`Secret, for WITNESS_KEY:\n${signer_key}\n\nFor everybody:\n${verifier_key}`);
    return;
  }
  if (command !== undefined) throw new StartError("usage: main.ts [--new-key <name>]");
  const settings = loadSettings(process.env, nowSeconds);
  const witness = await startWitness(settings, { log: true });
  console.log(`${formatVerifierKey(settings.signer.verifier)} listens at ${witness.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void witness.stop().then(() => process.exit(0)));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
