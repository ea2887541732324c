import { openModels, releaseModel, verifyModel } from "@oneheart/models";
import type { Terminal } from "../terminal.ts";

/** Loads every model and lets each look at one picture. Answers 1 on any finding. */
export async function verify(dir: string | undefined, terminal: Terminal): Promise<number> {
  const { models, problems } = await openModels(dir);
  const findings = problems.map(({ id, error }) => `${id}: ${error.message}`);
  for (const model of models) {
    const { id, sha256 } = model.manifest;
    const found = await verifyModel(model);
    findings.push(...found.map((finding) => `${id}: ${finding}`));
    if (found.length === 0) terminal.out(`${id}: sha256 ${sha256}, runs, calibrated`);
  }
  await releaseModel();
  for (const finding of findings) terminal.out(`FINDING: ${finding}`);
  if (models.length + problems.length === 0) terminal.out("no model installed");
  return findings.length > 0 ? 1 : 0;
}
