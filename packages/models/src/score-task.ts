import type { OpenedModel } from "./folder/open-models.ts";
import { type ModelScore, score } from "./score.ts";

/** `score` as the task of a worker process: what goes in and comes out can be copied. */
export async function scoreModel({ model, bytes }: { model: OpenedModel; bytes: Uint8Array }): Promise<ModelScore> {
  return score(model, bytes);
}
