import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadSettings, StartError } from "../src/index.ts";

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
    assert.equal(settings.PORT, 3000);
    assert.equal(settings.SERVICES, "all");
    assert.equal(settings.RATE_USER_PER_MINUTE, 100);
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
    assert.equal(loadSettings(split).SERVICES, "quest,proof");
    assert.match(problemsOf({ ...split, CACHE: "memory" }), /CACHE/);
  });

  it("name one place of the ledger's signing key, and say at once what Vault needs", () => {
    const vault = { VAULT_ADDR: "https://vault.example:8200", VAULT_TOKEN: "hvs.s3cr3t", LEDGER_SIGNING_KEY_VAULT: "secret/data/log#key" };
    assert.equal(loadSettings({ ...vault, NODE_ENV: "production" }).LEDGER_SIGNING_KEY_VAULT, "secret/data/log#key");
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
    assert.equal(loadSettings({ NODE_ENV: "development", RATE_LIMITS: "off" }).RATE_LIMITS, "off");
  });

  it("take an empty address as none", () => {
    assert.equal(loadSettings({ REDIS_URL: "" }).REDIS_URL, undefined);
  });
});
