import { join } from "node:path";
import { ModelError } from "../errors.ts";
import { datasetIdOf } from "../evaluate/data-set.ts";
import { measure } from "../evaluate/measure.ts";
import { readModelFile } from "../folder/model-file.ts";
import type { OpenedModel } from "../folder/open-models.ts";
import { encoderOf, withOtherHead } from "../install/convert.ts";
import { asModel, writeModel } from "../install/install-model.ts";
import type { EvidenceModel } from "../manifest.ts";
import { openEncoder } from "../run/encoder.ts";
import { type GroupedPicture, groupedPictures, renditionsOf } from "./pictures.ts";
import { type Embedded, fitHead, measureStrictly, type StrictFigures } from "./strict.ts";

/** What was fitted, and what it is worth. */
export interface TrainedHead {
  readonly model: OpenedModel;
  readonly figures: StrictFigures;
  readonly pictures: number;
  /** Files that could not be decoded. */
  readonly unreadable: readonly string[];
}

/** Hears how far it is. */
export interface TrainingProgress {
  onPicture?(done: number): void;
  onFit?(done: number, of: number): void;
}

/** Which picture was seen, without its bytes. */
type SeenPicture = Pick<GroupedPicture, "sha256" | "fake">;

/** Below it a head tells its own pictures from others, and little else. */
export const STRICT_AUC_MIN = 0.75;
/** A head that flags more than this share of any source is shown only. */
const flaggedMax = 0.05;
const strictGoal = 0.9;
const groupsMin = { real: 3, generated: 2 } as const;
const eachMin = 50;

/**
 * Fits the head of an installed model again to the photographs and generated pictures of a folder (`real/<source>/`, `generated/<generator>/`),
 * measures it on generators and sources that it did not see, and puts it in the model's place. Nothing is written where the strict AUC is
 * below `STRICT_AUC_MIN`. Throws `ModelError`.
 */
export async function trainHead(model: OpenedModel, folder: string, progress: TrainingProgress = {}): Promise<TrainedHead> {
  const file = await readModelFile(join(model.folder, "model.onnx"), model.manifest.sha256);
  const { embedded, pictures, unreadable } = await embedAll(
    model.manifest,
    asModel(() => encoderOf(file)),
    folder,
    progress,
  );
  refuseTooFew(embedded, pictures);
  const figures = measureStrictly(embedded, progress.onFit);
  if (figures.auc_strict < STRICT_AUC_MIN)
    throw new ModelError("no_better_than_chance", `strict AUC ${figures.auc_strict.toFixed(3)}, at least ${STRICT_AUC_MIN} is needed`);
  const bytes = asModel(() => withOtherHead(file, fitHead(embedded)));
  const manifest = manifestOf(model.manifest, embedded, pictures, figures);
  return { model: await writeModel(join(model.folder, ".."), manifest, bytes), figures, pictures: pictures.length, unreadable };
}

async function embedAll(
  manifest: EvidenceModel,
  encoder: Uint8Array,
  folder: string,
  { onPicture = () => {} }: TrainingProgress,
): Promise<{ embedded: Embedded[]; pictures: SeenPicture[]; unreadable: string[] }> {
  const embedded: Embedded[] = [];
  const pictures: SeenPicture[] = [];
  const unreadable: string[] = [];
  const { embed, release } = await openEncoder(encoder, manifest.input);
  try {
    for await (const picture of groupedPictures(folder)) {
      const renditions = await renditionsOf(picture.bytes).catch(() => undefined);
      if (renditions === undefined) unreadable.push(picture.path);
      else pictures.push({ sha256: picture.sha256, fake: picture.fake });
      for (const rendition of renditions ?? [])
        embedded.push({ generated: picture.fake, group: picture.group, embedding: await embed(rendition) });
      onPicture(pictures.length + unreadable.length);
    }
  } finally {
    await release();
  }
  return { embedded, pictures, unreadable };
}

function refuseTooFew(embedded: readonly Embedded[], pictures: readonly SeenPicture[]): void {
  for (const [kind, generated] of [["real", false] as const, ["generated", true] as const]) {
    const count = pictures.filter(({ fake }) => fake === generated).length;
    const groups = new Set(embedded.filter((one) => one.generated === generated).map(({ group }) => group)).size;
    if (count < eachMin || groups < groupsMin[kind])
      throw new ModelError(
        "data_set_invalid",
        `${kind}/ holds ${count} pictures in ${groups} folders, ${eachMin} in ${groupsMin[kind]} are needed`,
      );
  }
}

function manifestOf(
  { calibration: _, sha256: __, ...manifest }: EvidenceModel,
  embedded: readonly Embedded[],
  pictures: readonly SeenPicture[],
  figures: StrictFigures,
): Omit<EvidenceModel, "sha256"> {
  const { auc_strict, auc_by_generator, found_by_generator, flagged_by_source, logits } = figures;
  const datasetId = datasetIdOf(pictures);
  const scored = embedded.map(({ generated }, at) => ({ fake: generated, raw: logits[at]! }));
  const { calibration } = measure(scored, datasetId);
  const isSound = auc_strict >= strictGoal && Object.values(flagged_by_source).every((share) => share <= flaggedMax);
  return {
    ...manifest,
    version: `${manifest.version.split("-head-")[0]}-head-${datasetId.slice("sha256:".length, "sha256:".length + 8)}`,
    calibration,
    measured: {
      auc_strict: rounded(auc_strict),
      auc_by_generator: roundedAll(auc_by_generator),
      found_by_generator: roundedAll(found_by_generator),
      flagged_by_source: roundedAll(flagged_by_source),
    },
    action: isSound ? "review" : "info",
  };
}

function roundedAll(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)]));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
