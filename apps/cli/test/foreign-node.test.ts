import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const at = (path: string) => join(root, path);

/** A Node of this machine that is not the pinned one and does not read TypeScript. */
function foreignNode(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/opt/node/bin"];
  return folders
    .map((folder) => join(folder, "node"))
    .filter((path) => existsSync(path))
    .find((path) => Number(spawnSync(path, ["-p", "process.versions.node.split('.')[0]"], { encoding: "utf8" }).stdout) < 22);
}

const foreign = foreignNode();
const skip = foreign === undefined ? "NOT TESTED: this machine has no older Node than the pinned one" : false;

describe("under an older Node than the pinned one", { skip }, () => {
  const env = { ...process.env, PATH: [dirname(foreign ?? ""), "/usr/bin", "/bin"].join(delimiter) };
  const under = (...args: string[]) => spawnSync(foreign!, args, { encoding: "utf8", env, cwd: "/" });
  const said = ({ status, stdout }: { status: number | null; stdout: string }) => [status, stdout.split("\n").find((line) => line !== "")];

  test("oneheart tells each command's usage, and the exit code comes through", () => {
    for (const name of ["audit", "settings"]) {
      const [status, line] = said(under(at("apps/cli/oneheart.mjs"), name, "--help"));
      assert.deepEqual([status, String(line).startsWith(`oneheart ${name}`)], [0, true], String(line));
    }
    assert.equal(under(at("apps/cli/oneheart.mjs"), "no-such-command").status, 2);
  });

  test("npm run oneheart does, too", { skip: spawnSync("npm", ["-v"], { env }).status !== 0 && "NOT TESTED: there is no npm" }, () => {
    const { status, stdout } = spawnSync("npm", ["run", "oneheart", "--", "audit", "--help"], { encoding: "utf8", env, cwd: root });
    assert.deepEqual([status, stdout.includes("oneheart audit")], [0, true]);
  });

  test("the witness starts, and scripts run by the launcher", () => {
    const key = under(at("apps/witness/oneheart-witness.mjs"), "--new-key", "witness.example/1");
    assert.match(key.stdout, /^For everybody:\nwitness\.example\/1\+/m);
    const script = under(at("scripts/pinned-node.mjs"), at("apps/cli/src/main.ts"), "audit", "--help");
    assert.deepEqual(said(script), [0, said(under(at("apps/cli/oneheart.mjs"), "audit", "--help"))[1]]);
  });

  test("a signal reaches the program, and ends the launcher as it ended the program", async () => {
    const folder = await mkdtemp(join(tmpdir(), "oneheart-signal-"));
    const program = join(folder, "waits.ts");
    await writeFile(program, 'const ready: string = "ready";\nconsole.log(ready);\nsetInterval(() => {}, 1e6);\n');
    const child = spawn(foreign!, [at("scripts/pinned-node.mjs"), program], { env, stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [null, "SIGTERM"]);
    await rm(folder, { recursive: true });
  });
});
