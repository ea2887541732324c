import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { installModel } from "../../../packages/models/test/fixtures/make-model.ts";
import { plain } from "../../../packages/models/test/fixtures/pictures.ts";
import { UsageError } from "../src/arguments.ts";
import { modelsCommand } from "../src/models/command.ts";

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "oneheart-cli-models-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Runs the command. Gives its exit code and all that it wrote. */
async function run(args: string[], environment: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const code = await modelsCommand(args, { out: write, warn: write, progress: () => {} }, environment);
  return { code, text: lines.join("\n") };
}

async function darkAndBright(t: TestContext, each: number): Promise<string> {
  const folder = await temporaryFolder(t);
  for (const [kind, colour] of [
    ["real", 80],
    ["fake", 130],
  ] as const) {
    await mkdir(join(folder, kind));
    const write = async (_: unknown, at: number) => {
      const value = colour + (at % 60);
      await writeFile(join(folder, kind, `${at}.png`), await plain(`rgb(${value}, ${value}, ${value})`, { seed: at }));
    };
    await Promise.all(Array.from({ length: each }, write));
  }
  return folder;
}

test("without a folder of models every slot says that there is none, and nothing is wrong", async () => {
  const { code, text } = await run(["list"]);
  assert.equal(code, 0);
  for (const task of ["synthetic", "splice", "recapture", "nsfw", "toxicity"])
    assert.match(text, new RegExp(`^${task} +no model installed$`, "m"));
  assert.deepEqual(await run(["verify"]), { code: 0, text: "no model installed" });
});

test("a model is installed, found wanting, evaluated, and then verified", async (t) => {
  const dir = await temporaryFolder(t);
  const folder = await installModel(dir);
  const before = await run(["verify", "--dir", dir]);
  assert.deepEqual([before.code, before.text], [1, "FINDING: brightness: not calibrated"]);
  assert.match((await run(["list"], { MODELS_DIR: dir })).text, /^synthetic +not calibrated +brightness$/m);

  const evaluated = await run(["evaluate", await darkAndBright(t, 60), "--model", "brightness"], { MODELS_DIR: dir });
  assert.equal(evaluated.code, 0, evaluated.text);
  assert.match(evaluated.text, /^60 real and 60 fake pictures, sha256:[0-9a-f]{64}$/m);
  assert.match(evaluated.text, /^AUC 0\.9\d\d /m);
  assert.match(evaluated.text, /^ {2}P of 0\.5 {2}and more: \d+\.\d % /m);
  const { calibration } = JSON.parse(await readFile(join(folder, "model.json"), "utf8"));
  assert.deepEqual([calibration.type, calibration.n], ["platt", 120]);

  const verified = await run(["verify", "--dir", dir]);
  assert.equal(verified.code, 0);
  assert.match(verified.text, /^brightness: sha256 [0-9a-f]{64}, runs, calibrated$/);
  assert.match((await run(["list", "--dir", dir])).text, /^synthetic +evaluated by an operator's model +brightness$/m);
});

test("too few pictures: exit code 1, the reason, and the manifest as it was", async (t) => {
  const dir = await temporaryFolder(t);
  const folder = await installModel(dir);
  const before = await readFile(join(folder, "model.json"), "utf8");
  const { code, text } = await run(["evaluate", await darkAndBright(t, 49), "--model", "brightness", "--dir", dir]);
  assert.equal(code, 1);
  assert.match(text, /49 real and 49 fake pictures, 50 of each are needed/);
  assert.equal(await readFile(join(folder, "model.json"), "utf8"), before);
});

test("a model's file that is not the manifest's is a finding of list and verify", async (t) => {
  const dir = await temporaryFolder(t);
  await writeFile(join(await installModel(dir), "model.onnx"), "another file");
  for (const name of ["list", "verify"]) {
    const { code, text } = await run([name, "--dir", dir]);
    assert.equal(code, 1);
    assert.match(text, /FINDING: brightness: model.onnx is not the file that the manifest names/);
  }
});

test("a model that is not there is told by its name", async (t) => {
  const dir = await temporaryFolder(t);
  const { code, text } = await run(["evaluate", dir, "--model", "absent", "--dir", dir]);
  assert.deepEqual([code, text], [1, "absent: model.json is missing: ENOENT"]);
});

const misuse: string[][] = [
  [],
  ["remove"],
  ["list", "more"],
  ["verify", "--model", "x"],
  ["evaluate", "--model", "x"],
  ["evaluate", "folder"],
  ["evaluate", "folder", "--model", "../x", "--dir", "."],
  ["evaluate", "folder", "--model", "x"],
];
for (const args of misuse)
  test(`a call that is not understood is told how: models ${args.join(" ")}`, async () => {
    await assert.rejects(run(args), UsageError);
  });
