/** The baseline of bench:api: the statements of a read, one after the other, behind a bare Fastify handler. */
import fastify from "fastify";
import pg from "pg";
import { reads } from "./reads/routes.ts";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const server = fastify();
for (const { name, statements } of reads)
  server.get<{ Params: { id: string } }>(`/${name}/:id`, async (request) => {
    const answers: unknown[] = [];
    for (const text of statements) answers.push((await pool.query(text, [request.params.id])).rows);
    return answers;
  });
console.log(`ready at ${await server.listen({ port: 0, host: "127.0.0.1" })}`);
process.on("SIGTERM", () => process.exit(0));
