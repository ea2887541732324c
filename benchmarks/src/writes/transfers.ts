import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "../report.ts";
import { type Answer, type Connection, openConnection } from "./connection.ts";
import type { Player } from "./people.ts";

/** What a loop of clients came to. */
export interface Load {
  per_s: number;
  p50_ms: number;
  p99_ms: number;
}

/** Sends one transfer over a connection; `client` numbers the connections. */
export type Send = (connection: Connection, client: number) => Promise<Answer>;

interface LoopOptions {
  url: string;
  clients: number;
  seconds: number;
  /** Calls a second of all clients together; without it each sends the next as soon as it has its answer. */
  rate?: number;
}

/** Clients in a closed loop: each waits for its answer before it sends the next. */
export async function loop(send: Send, { url, clients, seconds, rate }: LoopOptions): Promise<Load> {
  const connections = await Promise.all(Array.from({ length: clients }, () => openConnection(url)));
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let started = 0;

  async function client(connection: Connection, index: number): Promise<void> {
    for (;;) {
      const due = rate === undefined ? 0 : begin + (started++ / rate) * 1000 - performance.now();
      if (due > 0) await pause(due);
      const start = performance.now();
      if (start >= end) return;
      const { status, body } = await send(connection, index);
      if (status !== 201) throw new Error(`a transfer was answered ${status}: ${body}`);
      times.push(performance.now() - start);
    }
  }

  await Promise.all(connections.map(client));
  const took = (performance.now() - begin) / 1000;
  for (const connection of connections) connection.close();
  return { per_s: times.length / took, p50_ms: percentile(times, 50), p99_ms: percentile(times, 99) };
}

/** Each client is one player, who pays another at random. */
export function ourTransfer(players: readonly Player[]): Send {
  return (connection, client) => {
    const from = players[client % players.length]!;
    const to = players[other(client % players.length, players.length)]!;
    const headers = { authorization: `Bearer ${from.token}`, "idempotency-key": randomUUID() };
    return connection.post("/api/token/transfer", headers, { to: to.id, amount: 1 });
  };
}

export function bareTransfer(players: number): Send {
  return (connection, client) => {
    const from = client % players;
    return connection.post("/transfer", {}, { from, to: other(from, players), amount: 1 });
  };
}

function other(index: number, count: number): number {
  return (index + 1 + Math.floor(Math.random() * (count - 1))) % count;
}
