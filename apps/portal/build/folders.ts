import { fileURLToPath } from "node:url";

export const portalRoot = fileURLToPath(new URL("../", import.meta.url));
export const builtFolder = fileURLToPath(new URL("../dist/", import.meta.url));
