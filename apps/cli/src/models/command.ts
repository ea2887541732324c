import { ModelError } from "@oneheart/models";
import { parseArguments, UsageError } from "../arguments.ts";
import { processTerminal, type Terminal } from "../terminal.ts";
import { evaluate } from "./evaluate.ts";
import { list } from "./list.ts";
import { verify } from "./verify.ts";

const usage = [
  "oneheart models list",
  "oneheart models verify",
  "oneheart models evaluate <folder with real/ and fake/> --model <id>",
  "",
  "The models' folder is MODELS_DIR, or --dir <folder>.",
].join("\n");

/** `oneheart models`: shows, checks and measures an operator's models. Answers 1 on any finding. */
export async function modelsCommand(
  args: string[],
  terminal: Terminal = processTerminal(),
  environment: Record<string, string | undefined> = process.env,
): Promise<number> {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: { dir: { type: "string" }, model: { type: "string" } },
  });
  const dir = values.dir ?? (environment.MODELS_DIR || undefined);
  const [name, ...rest] = positionals;
  if (name !== "evaluate" && (rest.length > 0 || values.model !== undefined)) throw new UsageError(usage);
  if (name === "list") return list(dir, terminal);
  if (name === "verify") return verify(dir, terminal);
  const [folder, ...more] = rest;
  if (name !== "evaluate" || folder === undefined || more.length > 0 || values.model === undefined) throw new UsageError(usage);
  if (dir === undefined) throw new UsageError("Which folder holds the models? Set MODELS_DIR, or give --dir <folder>.");
  try {
    return await evaluate({ dir, id: values.model, folder }, terminal);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    terminal.warn(`${values.model}: ${error.message}`);
    return 1;
  }
}
