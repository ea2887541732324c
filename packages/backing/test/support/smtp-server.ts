import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { defer } from "./temp.ts";

/** Speaks enough SMTP to take messages, or to answer recipients with another code. */
export async function startSmtpServer(
  t: TestContext,
  recipientAnswer = "250 ok",
): Promise<{ url: string; taken: string[]; recipients: string[] }> {
  const taken: string[] = [];
  const recipients: string[] = [];
  const server = createServer(async (socket) => {
    socket.on("error", () => undefined);
    const say = (line: string) => socket.write(`${line}\r\n`);
    let data: string[] | undefined;
    say("220 test");
    for await (const line of createInterface(socket)) {
      if (data === undefined) {
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === "DATA") data = [];
        if (verb === "RCPT") recipients.push(line);
        say(verb === "DATA" ? "354 go" : verb === "RCPT" ? recipientAnswer : verb === "QUIT" ? "221 bye" : "250 ok");
      } else if (line === ".") {
        taken.push(data.join("\n"));
        data = undefined;
        say("250 taken");
      } else {
        data.push(line);
      }
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  defer(t, () => server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, taken, recipients };
}
