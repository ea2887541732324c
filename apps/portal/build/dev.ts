/** `npm run dev`: the portal with hot reload, on top of a server that runs (BACKEND, else `npm start`'s). */
import { createServer } from "vite";
import { portalConfig } from "./bundle-config.ts";

const backend = process.env.BACKEND ?? "http://127.0.0.1:3000";
const ofBackend = ["/api", "/session", "/objects", "/docs", "/openapi.json", "/account", "/health", "/ready", "/.well-known"];

const server = await createServer({
  ...portalConfig(),
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: Object.fromEntries(ofBackend.map((path) => [path, { target: backend, changeOrigin: false }])),
  },
});
await server.listen();
server.printUrls();
