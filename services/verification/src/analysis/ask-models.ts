import { readFile } from "node:fs/promises";
import type { BaseContext } from "@oneheart/kernel";
import { modelSlots } from "@oneheart/models";
import { withoutPngTexts } from "@oneheart/vision";
import type { ModelFacts } from "../assessment/rules/facts.ts";
import { verificationState } from "../state.ts";
import { scoreModels } from "../workers/score-models.ts";

/** Models take milliseconds. One that keeps being slower is not asked for a minute after the fifth time. */
const scoreTime_ms = 5_000;

/** Asks every installed model about a photograph. A model that fails or is slow is one that said nothing. */
export async function askModels(path: string, ctx: BaseContext): Promise<ModelFacts> {
  const { models: installed, processes } = ctx.state(verificationState);
  const all = await installed.all();
  const bytes = all.models.length > 0 ? withoutPngTexts(await readFile(path)) : new Uint8Array();
  const scores = await scoreModels(processes, all.models, bytes, scoreTime_ms);
  return {
    slots: Object.fromEntries(modelSlots(all).map((slot) => [slot.task, slot.code])),
    scores: scores.map(({ model, ...score }) => ({ ...model, ...score })),
  };
}
