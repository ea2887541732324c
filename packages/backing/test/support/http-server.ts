import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { defer } from "./temp.ts";

export interface Heard {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** An HTTP server that keeps what it hears and answers with the status that `status` tells; 0 is no answer. */
export async function startHttpServer(t: TestContext, status: () => number): Promise<{ port: number; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    heard.push({ method: request.method, path: request.url, headers: request.headers, body: await buffer(request) });
    const code = status();
    if (code !== 0) response.writeHead(code).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  defer(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, heard };
}
