import { writeFile } from "node:fs/promises";
import type { LogisticModel } from "../src/forensics/logistic.ts";

/** Writes a model as the TypeScript constant that the package ships. */
export async function writeModel<Feature extends string>(
  folder: string,
  constant: string,
  feature_type: string,
  model: LogisticModel<Feature>,
): Promise<void> {
  const lines = [
    'import type { LogisticModel } from "../logistic.ts";',
    `import type { ${feature_type} } from "./features.ts";`,
    "",
    `/** Made by \`training/${folder}.ts\`; never edited by hand. */`,
    `export const ${constant}: LogisticModel<${feature_type}> = {`,
    `  version: ${JSON.stringify(model.version)},`,
    `  intercept: ${model.intercept},`,
    "  features: {",
    ...Object.entries<{ mean: number; scale: number; weight: number }>(model.features).map(
      ([name, { mean, scale, weight }]) => `    ${name}: { mean: ${mean}, scale: ${scale}, weight: ${weight} },`,
    ),
    "  },",
    "};",
    "",
  ];
  await writeFile(new URL(`../src/forensics/${folder}/weights.ts`, import.meta.url), lines.join("\n"));
}
