#!/usr/bin/env node
import { runPinned } from "../../scripts/pinned-node.mjs";

await runPinned(new URL("src/main.ts", import.meta.url), process.argv.slice(2));
