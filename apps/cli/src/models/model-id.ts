import { UsageError } from "../arguments.ts";

/** Refuses what cannot be the name of a model's folder. Throws `UsageError`. */
export function requireModelId(id: string): void {
  if (!/^[a-z0-9-]+$/.test(id)) throw new UsageError(`--model ${id}: the id of a model, which is the name of its folder.`);
}
