import { portableHasher, verifyLog } from "../src/index.ts";
import { folderLogReader, nodeHasher } from "../src/node/index.ts";

// usage: node bench/verify-folder.ts <folder> <verifier key> <node|portable>
const [folder, verifierKey, name] = process.argv.slice(2) as [string, string, string];
const cpu = process.cpuUsage();
const started = performance.now();
const hasher = name === "node" ? nodeHasher : portableHasher;
const { checkedEntries } = await verifyLog(folderLogReader(folder), { verifierKey, hasher });
const wall = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const rate = (seconds: number): string => Math.round(checkedEntries / seconds).toLocaleString("en");
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `verifyLog, ${name} hasher: ${rate(wall)} entries/s by the clock, ${rate((user + system) / 1e6)} per second of processor time, ${memory} MiB`,
);
