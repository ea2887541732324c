import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gatewaySettings } from "@oneheart/gateway";
import { impactSettings } from "@oneheart/impact";
import { listSettings, misspeltSettings, StartError, settingsDocument, settingsGaps, sharedSettings } from "@oneheart/kernel";
import { processSettings } from "@oneheart/process-calls";
import { startTestVault } from "@oneheart/testing";
import {
  allServices,
  backingSettings,
  declaredSettings,
  loadServerSettings as loadSettings,
  readServerSettings as readSettings,
  serverSettings,
} from "../src/index.ts";

function problemsOf(environment: Record<string, string>): string {
  try {
    loadSettings(environment);
  } catch (error) {
    assert.ok(error instanceof StartError);
    return error.message;
  }
  assert.fail("the settings were accepted");
}

const split = {
  SERVICES: "quest,proof",
  DATABASE_URL: "postgres://localhost/oneheart",
  REDIS_URL: "redis://localhost",
  OBJECTS_URL: "file:///srv/objects",
  MASTER_KEY: Buffer.alloc(32).toString("base64"),
  INTERNAL_SECRET: "a secret that is long enough to sign",
};

describe("settings", () => {
  it("have defaults for everything", () => {
    const settings = loadSettings({});
    assert.equal(settings.of(serverSettings).PORT, 3000);
    assert.equal(settings.of(serverSettings).SERVICES, "all");
    assert.equal(settings.of(gatewaySettings).RATE_USER_PER_MINUTE, 100);
  });

  it("report every problem at once", () => {
    const message = problemsOf({ PORT: "99999", LOG_LEVEL: "loud", DATABASE_POOL: "0" });
    for (const name of ["PORT", "LOG_LEVEL", "DATABASE_POOL"]) assert.match(message, new RegExp(`^  ${name}: `, "m"));
  });

  it("name the application's login beside the owner of the tables", () => {
    const DATABASE_MIGRATION_URL = "postgres://owner:s3cr3t@localhost/oneheart";
    const message = problemsOf({ DATABASE_MIGRATION_URL });
    assert.match(message, /DATABASE_URL: needed with DATABASE_MIGRATION_URL/);
    assert.ok(!message.includes("s3cr3t"));
    assert.ok(loadSettings({ DATABASE_MIGRATION_URL, DATABASE_URL: "postgres://application@localhost/oneheart" }));
  });

  it("never repeat a value, which may be secret", () => {
    const message = problemsOf({ ADMIN_PASSWORD: "hunter2", INTERNAL_SECRET: "short-secret", LOG_LEVEL: "s3cr3t", PORT: "p4ss" });
    for (const value of ["hunter2", "short-secret", "s3cr3t", "p4ss"]) assert.ok(!message.includes(value), message);
  });

  it("refuse a process of several on adapters that are not shared, and name each variable", () => {
    const message = problemsOf({ SERVICES: "quest" });
    for (const name of ["DATABASE_URL", "REDIS_URL", "OBJECTS_URL", "MASTER_KEY", "INTERNAL_SECRET"])
      assert.match(message, new RegExp(`^  ${name}: `, "m"));
    assert.equal(loadSettings(split).of(serverSettings).SERVICES, "quest,proof");
    assert.match(problemsOf({ ...split, CACHE: "memory" }), /CACHE/);
  });

  it("name one place of the ledger's signing key, and say at once what Vault needs", () => {
    const vault = { VAULT_ADDR: "https://vault.example:8200", VAULT_TOKEN: "hvs.s3cr3t", LEDGER_SIGNING_KEY_VAULT: "secret/data/log#key" };
    assert.equal(loadSettings({ ...vault, NODE_ENV: "production" }).of(impactSettings).LEDGER_SIGNING_KEY_VAULT, "secret/data/log#key");
    const both = problemsOf({ LEDGER_SIGNING_KEY: "s3cr3t", LEDGER_SIGNING_KEY_FILE: "/a", LEDGER_SIGNING_KEY_VAULT: "secret", PORT: "0" });
    assert.match(both, /^ {2}LEDGER_SIGNING_KEY, LEDGER_SIGNING_KEY_FILE, LEDGER_SIGNING_KEY_VAULT: set only one/m);
    for (const name of ["LEDGER_SIGNING_KEY_VAULT", "VAULT_ADDR", "VAULT_TOKEN"]) assert.match(both, new RegExp(`^  ${name}: `, "m"));
    assert.ok(!both.includes("s3cr3t"));

    const wrong: [string, Record<string, string>][] = [
      ["LEDGER_SIGNING_KEY_VAULT", { LEDGER_SIGNING_KEY_VAULT: "secret/data/../log#key" }],
      ["LEDGER_SIGNING_KEY_VAULT", { LEDGER_SIGNING_KEY_VAULT: "/secret/data/log#key" }],
      ["LEDGER_SIGNING_KEY_VAULT", { LEDGER_SIGNING_KEY_VAULT: "secret/data/log" }],
      ["VAULT_ADDR", { VAULT_ADDR: "vault.example:8200" }],
      ["VAULT_ADDR", { VAULT_ADDR: "https://me:s3cr3t@vault.example" }],
      ["VAULT_ADDR", { VAULT_ADDR: "http://127.vault.example:8200", NODE_ENV: "production" }],
      ["VAULT_TOKEN, VAULT_TOKEN_FILE", { VAULT_TOKEN_FILE: "/run/token" }],
      ["VAULT_TOKEN", { VAULT_TOKEN: "s3cr3t\nother" }],
      ["VAULT_NAMESPACE", { VAULT_NAMESPACE: "ทีม" }],
    ];
    for (const [name, change] of wrong) {
      const message = problemsOf({ ...vault, ...change });
      assert.match(message, new RegExp(`^  ${name}: [^\n]*$`, "m"));
      assert.ok(!message.includes("s3cr3t"), message);
    }
  });

  it("let plain http lead to a Vault on this machine, elsewhere only outside production", () => {
    const vault = { VAULT_TOKEN: "t", LEDGER_SIGNING_KEY_VAULT: "secret/data/log#key" };
    for (const VAULT_ADDR of ["http://127.0.0.1:8200", "http://[::1]:8100", "http://localhost:8200"])
      assert.ok(loadSettings({ ...vault, VAULT_ADDR, NODE_ENV: "production" }));
    assert.ok(loadSettings({ ...vault, VAULT_ADDR: "http://vault:8200", NODE_ENV: "development" }));
    assert.match(problemsOf({ ...vault, VAULT_ADDR: "http://vault:8200", NODE_ENV: "production" }), /VAULT_ADDR: must begin with https/);
  });

  it("leave Vault's variables alone where nothing is read from it", () => {
    assert.ok(loadSettings({ VAULT_ADDR: "unix:///run/vault", VAULT_TOKEN: "a", VAULT_TOKEN_FILE: "b" }));
  });

  it("keep rate limits on in production", () => {
    assert.match(problemsOf({ NODE_ENV: "production", RATE_LIMITS: "off" }), /RATE_LIMITS/);
    assert.equal(loadSettings({ NODE_ENV: "development", RATE_LIMITS: "off" }).of(sharedSettings).RATE_LIMITS, "off");
  });

  it("take an empty address as none", () => {
    assert.equal(loadSettings({ REDIS_URL: "" }).of(backingSettings).REDIS_URL, undefined);
  });

  it("have an owner and a meaning each, and the document tells them", async () => {
    for (const { name, owner, meaning } of listSettings({}, declaredSettings)) assert.ok(!`${owner}${meaning}`.includes("undefined"), name);
    const document = await readFile(new URL("../../../docs/settings.md", import.meta.url), "utf8");
    assert.equal(document, settingsDocument(declaredSettings), "run: node apps/cli/src/main.ts settings --markdown > docs/settings.md");
  });

  it("that are used are declared by somebody, and a service's own are declared in its name", () => {
    const declared = new Set(declaredSettings.flatMap(({ own }) => Object.keys(own)));
    const used = declaredSettings.flatMap(({ uses }) => Object.keys(uses));
    assert.deepEqual(
      used.filter((name) => !declared.has(name)),
      [],
    );
    for (const { name, settings } of allServices) assert.equal(settings?.owner ?? name, name);
  });

  it("are listed with their source, without the value of a secret", () => {
    const environment = {
      PORT: "4000",
      DATABASE_URL: "postgres://u:s3cr3t@h/d",
      MASTER_KEY_FILE: "/run/key",
      SMTP_URL_VAULT: "a/data/b#c",
    };
    const listed = new Map(listSettings(environment, declaredSettings).map((one) => [one.name, one]));
    const sources = ["PORT", "HOST", "DATABASE_URL", "MASTER_KEY", "SMTP_URL"].map((name) => listed.get(name)!.source);
    assert.deepEqual(sources, ["environment", "default", "environment", "file", "Vault"]);
    assert.deepEqual([listed.get("PORT")!.value, listed.get("HOST")!.value], ["4000", "127.0.0.1"]);
    assert.ok(!JSON.stringify([...listed]).includes("s3cr3t"));
  });

  it("that are secret can be in a file or in Vault, all of them, and in one place only", async (t) => {
    const dir = await mkdtemp(join(tmpdir(), "oneheart-secrets-"));
    t.after(() => rm(dir, { recursive: true }));
    await writeFile(join(dir, "secret"), `${split.INTERNAL_SECRET}\n`);
    const vault = await startTestVault({ "secret/data/all": { smtp: "smtp://user:pass@mail" } });
    t.after(() => vault.stop());
    const environment = { ...vault.settings, INTERNAL_SECRET_FILE: join(dir, "secret"), SMTP_URL_VAULT: "secret/data/all#smtp" };
    const settings = await readSettings(environment);
    assert.deepEqual(
      [settings.of(processSettings).INTERNAL_SECRET, settings.of(backingSettings).SMTP_URL],
      [split.INTERNAL_SECRET, "smtp://user:pass@mail"],
    );
    const refused = (change: Record<string, string>, why: RegExp) =>
      assert.rejects(readSettings({ ...environment, ...change }), (error) => error instanceof StartError && why.test(error.message));
    await refused({ INTERNAL_SECRET: "here, too, it stands for all to see" }, /INTERNAL_SECRET, INTERNAL_SECRET_FILE: set only one/);
    await refused({ INTERNAL_SECRET_FILE: join(dir, "none") }, /INTERNAL_SECRET_FILE: .* cannot be read \(ENOENT\)/);
    await refused({ SMTP_URL_VAULT: "secret/data/all#none" }, /SMTP_URL_VAULT: secret\/data\/all cannot be read/);
    await refused({ VAULT_ADDR: "" }, /VAULT_ADDR: needed with SMTP_URL_VAULT/);
  });

  it("that are nearly right are told of, and other variables are not", () => {
    const environment = {
      OBJECT_URL: "x",
      MASTER_KEY_FIEL: "x",
      SMTP_URL_FILE: "x",
      PATH: "x",
      HOME: "x",
      HOSTNAME: "x",
      DATABASE_URL: "x",
    };
    assert.deepEqual(misspeltSettings(environment, declaredSettings), [
      "OBJECT_URL is no setting. Did you mean OBJECTS_URL?",
      "MASTER_KEY_FIEL is no setting. Did you mean MASTER_KEY_FILE?",
    ]);
  });

  it("say in production what is missing", () => {
    const gapsOf = (environment: Record<string, string>) =>
      settingsGaps(loadSettings(environment), declaredSettings).map((line) => line.split(":")[0]);
    assert.deepEqual(gapsOf({ NODE_ENV: "production" }), ["DATABASE_URL", "SMTP_URL", "PUBLIC_URL", "TRUSTED_PROXIES"]);
    assert.deepEqual(gapsOf({}), []);
    assert.deepEqual(gapsOf({ PUBLIC_URL: "https://a.example" }), ["TRUSTED_PROXIES"]);
    assert.deepEqual(gapsOf({ PUBLIC_URL: "https://a.example" }), ["TRUSTED_PROXIES"]);
    const whole = {
      DATABASE_URL: "postgres://h/d",
      MASTER_KEY: "k",
      SMTP_URL: "smtp://m",
      TRUSTED_PROXIES: "10.0.0.1",
      PUBLIC_URL: "https://a.example",
    };
    assert.deepEqual(gapsOf({ NODE_ENV: "production", ...whole }), []);
  });
});
