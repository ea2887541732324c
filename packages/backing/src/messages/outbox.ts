import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BackingError, systemCode } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Mail, Push, Sms } from "../ports.ts";

/** Keeps messages for inspection instead of sending them: one JSON line each, in `<dir>/<kind>.jsonl`. */
export function createOutbox(dir: string, log: Log): { mail: Mail; sms: Sms; push: Push } {
  async function keep(kind: "mail" | "sms" | "push", message: object): Promise<void> {
    const file = join(dir, `${kind}.jsonl`);
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await appendFile(file, `${JSON.stringify({ at: new Date().toISOString(), ...message })}\n`, { mode: 0o600 });
    } catch (error) {
      throw new BackingError("folder_unwritable", `${file} cannot be written (${systemCode(error)}).`, { cause: error });
    }
    // Neither the text nor the address: a log outlives the message's purpose.
    log.info({ file }, `${kind} kept, not sent: no provider is configured`);
  }

  return {
    mail: { send: (message) => keep("mail", message), async close() {} },
    sms: { send: (message) => keep("sms", message) },
    push: {
      async send(target, message) {
        await keep("push", { target, ...message });
        return "sent";
      },
    },
  };
}
