import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { groupsOf, writeGroups } from "../test-groups.ts";

test("files of one room share processes, all of them once, and those that are alone have one each", () => {
  const files = Array.from({ length: 25 }, (_, n) => `services/a/test/${n}.test.ts`).concat("services/b/test/x.test.ts");
  const groups = groupsOf(files, { alone: new Set(["services/a/test/3.test.ts"]) });
  assert.deepEqual(groups.flat().toSorted(), files.toSorted());
  assert.ok(groups.every((group) => group.length <= 10));
  assert.ok(groupsOf(files, { files_max: 3 }).every((group) => group.length <= 3));
  assert.deepEqual(
    groups.find((group) => group.includes("services/a/test/3.test.ts")),
    ["services/a/test/3.test.ts"],
  );
});

test("in a process of several files each ends before the next begins, and whatever fails is named with its file", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "oneheart-groups-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "room/test"), { recursive: true });
  const write = (name: string, body: string) => {
    writeFileSync(join(folder, "room/test", name), `import { after, test } from "node:test";\n${body}`);
    return join(folder, "room/test", name);
  };
  const files = [
    write("1.test.mjs", `after(() => console.log("first is over"));\nawait 0;\ntest("passes", () => console.log("first runs"));`),
    write("2.test.mjs", `console.log("second begins");\nawait 0;\ntest("is wrong", () => { throw new Error("no"); });`),
    write("3.test.mjs", `throw new Error("cannot be loaded");`),
    write("4.test.mjs", `test("still runs", () => console.log("last runs"));`),
  ];
  const paths = writeGroups(join(folder, "groups"), groupsOf(files));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...paths], { encoding: "utf8", env });
  assert.equal(status, 1);
  const places = ["first runs", "first is over", "second begins", "last runs"].map((words) => stdout.indexOf(words));
  assert.ok(
    places.every((place, index) => place > (places[index - 1] ?? -1)),
    stdout,
  );
  assert.match(stdout, /✖ [^\n]*2\.test\.mjs/);
  assert.match(stdout, /✖ is wrong/);
  assert.match(stdout, /✖ [^\n]*3\.test\.mjs/);
  assert.match(stdout, /cannot be loaded/);
});
