import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogue, openModel, releaseModel, trainHead } from "@oneheart/models";
import { groupedPictures, rawScore } from "@oneheart/models/internals";
import { rounded } from "../report.ts";

const unsafeFrom = 0.5;

/** Installed models on pictures of `real/<source>/` and `generated/<generator>/`: the head fitted again and measured strictly, and harmless photographs. */
export async function measureInstalled(models: string, pictures: string): Promise<Record<string, number>> {
  const copy = await mkdtemp(join(tmpdir(), "oneheart-bench-models-"));
  try {
    await cp(models, copy, { recursive: true });
    return { ...(await measureSynthetic(copy, pictures)), ...(await measureUnsafe(copy, pictures)) };
  } finally {
    await releaseModel();
    await rm(copy, { recursive: true, force: true });
  }
}

async function measureSynthetic(models: string, pictures: string): Promise<Record<string, number>> {
  const { figures, pictures: count } = await trainHead(await openModel(join(models, catalogue.synthetic.manifest.id)), pictures);
  console.log(
    `synthetic: ${count} pictures; by generator ${JSON.stringify(figures.auc_by_generator)}, found ${JSON.stringify(figures.found_by_generator)}`,
  );
  const flagged = Object.entries(figures.flagged_by_source).map(([source, share]) => [
    `synthetic_fpr_${source.replaceAll(/\W+/g, "_")}`,
    rounded(share, 3),
  ]);
  return { synthetic_auc_strict: rounded(figures.auc_strict, 3), ...Object.fromEntries(flagged) };
}

async function measureUnsafe(models: string, pictures: string): Promise<Record<string, number>> {
  const model = await openModel(join(models, catalogue.nsfw.manifest.id));
  let harmless = 0;
  let marked = 0;
  for await (const { fake, bytes, path } of groupedPictures(pictures)) {
    if (fake) continue;
    harmless += 1;
    // At one half, probability and logit agree.
    if ((await rawScore(model, bytes)) < Math.log(unsafeFrom / (1 - unsafeFrom))) continue;
    marked += 1;
    console.log(`nsfw: ${path}`);
  }
  console.log(`nsfw: ${marked} of ${harmless} harmless photographs`);
  return { nsfw_false: marked };
}
