import { BackingError } from "./errors.ts";

/** Where backing services are. Plain values: who reads the environment decides on names and defaults. */
export interface BackingConfig {
  /** `memory` for one process, `postgres` for several on one machine, `redis` for several machines. */
  cache: "memory" | "postgres" | "redis";
  /** Redis 7. With it jobs go to BullMQ. */
  redis_url?: string;
  /** MongoDB 6, with the database's name. */
  mongodb_url?: string;
  /** `file:///folder`, `s3://bucket?region=&endpoint=` or `gs://bucket?endpoint=`. */
  objects_url: string;
  /** Signs links to objects that the gateway serves; at least 32 characters. */
  link_secret: string;
  /** Where messages are kept that no provider takes. */
  outbox_dir: string;
  smtp_url?: string;
  /** The sender's address; needed with `smtp_url`. */
  mail_from?: string;
  sms_url?: string;
  sms_token?: string;
  expo_access_token?: string;
  vapid_subject?: string;
  vapid_public_key?: string;
  vapid_private_key?: string;
}

const SECRET_LENGTH_MIN = 32;

/** Settings that need each other, by the name of the one that asks. */
const TOGETHER: Array<Array<keyof BackingConfig>> = [
  ["smtp_url", "mail_from"],
  ["sms_url", "sms_token"],
  ["vapid_public_key", "vapid_private_key", "vapid_subject"],
];

/** Throws `config_invalid` for settings that cannot work, each with the variable to set. */
export function checkConfig(config: BackingConfig): void {
  if (config.cache === "redis" && !config.redis_url) throw missing("redis_url", 'cache is "redis"');
  if (config.link_secret.length < SECRET_LENGTH_MIN) {
    throw new BackingError("config_invalid", `LINK_SECRET is too short: it needs at least ${SECRET_LENGTH_MIN} characters.`);
  }
  for (const group of TOGETHER) {
    const given = group.find((name) => config[name]);
    const absent = group.find((name) => !config[name]);
    if (given && absent) throw missing(absent, `${given.toUpperCase()} is set`);
  }
}

function missing(name: keyof BackingConfig, because: string): BackingError {
  return new BackingError("config_invalid", `Set ${name.toUpperCase()}: ${because}.`);
}
