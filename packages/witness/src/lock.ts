import { unlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { StartError } from "./start-error.ts";

/**
 * Holds a state file for this process alone: two witnesses on one state could cosign two histories. The lock is a socket beside
 * the file, because whether anybody listens on it is known for certain, also after a crash.
 */
export async function lockState(path: string): Promise<{ release(): Promise<void> }> {
  const socket = `${path}.lock`;
  let server = await listen(socket);
  if (server === undefined && !(await isHeld(socket))) {
    await unlink(socket);
    server = await listen(socket);
  }
  if (server === undefined) throw new StartError(`WITNESS_STATE: another witness runs on ${path}.`);
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Undefined when the socket's file is there already. */
function listen(socket: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else
        reject(new StartError(`WITNESS_STATE: ${error.message}: its folder must be there, be writable, and have a shorter path than 90.`));
    });
    server.listen(socket, () => resolve(server));
  });
}

function isHeld(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket, () => {
      connection.destroy();
      resolve(true);
    });
    connection.once("error", () => resolve(false));
  });
}
