import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** One kept-alive HTTP/1.1 connection, one request at a time: cheap, so that the measured program keeps the processors. */
export interface Connection {
  post(path: string, headers: Record<string, string>, body: unknown): Promise<Answer>;
  close(): void;
}

export interface Answer {
  status: number;
  body: string;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** Understands answers that carry a `content-length`, which all of the measured programs' JSON does. */
export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  let waiting: Waiting | undefined;
  let received = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = parseAnswer(received);
    if (answer === undefined) return;
    received = Buffer.alloc(0);
    waiting?.resolve(answer);
  });
  const fail = (error?: Error) => waiting?.reject(error ?? new Error("the connection was closed"));
  socket.on("error", fail).on("close", () => fail());
  return {
    post: (path, headers, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        write(socket, { host, path, headers, body: JSON.stringify(body) });
      }),
    close: () => socket.destroy(),
  };
}

function write(socket: Socket, request: { host: string; path: string; headers: Record<string, string>; body: string }): void {
  const { host, path, body } = request;
  const headers = { host, "content-type": "application/json", "content-length": String(Buffer.byteLength(body)), ...request.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

function parseAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < end + 4 + length) return undefined;
  return { status: Number(head.slice(9, 12)), body: bytes.toString("utf8", end + 4, end + 4 + length) };
}
