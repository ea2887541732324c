/** Called by `npm start` and `npm run build:portal`. */
import { buildPortal } from "./build.ts";

const took_ms = await buildPortal(() => console.log("Building the portal (once) ..."));
if (took_ms !== undefined) console.log(`The portal is built (${(took_ms / 1000).toFixed(1)} s).`);
