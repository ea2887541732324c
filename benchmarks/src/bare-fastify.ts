/** The baseline of bench:api: the same query behind a bare Fastify handler. */
import fastify from "fastify";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const server = fastify();
server.get<{ Params: { id: string } }>("/mission/:id", async (request, reply) => {
  const { rows } = await pool.query("SELECT * FROM missions WHERE id = $1", [request.params.id]);
  return rows[0] ?? reply.code(404).send({});
});
console.log(`ready at ${await server.listen({ port: 0, host: "127.0.0.1" })}`);
process.on("SIGTERM", () => process.exit(0));
