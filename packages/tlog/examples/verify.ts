import { verifyLog } from "@oneheart/tlog";
import { folderLogReader, nodeHasher, urlLogReader } from "@oneheart/tlog/node";

// usage: node verify.ts <folder or URL of a log> <verifier key>
const [log, verifierKey] = process.argv.slice(2) as [string, string];
const reader = /^https?:/.test(log) ? urlLogReader(log) : folderLogReader(log);
const { checkedEntries, size } = await verifyLog(reader, { verifierKey, hasher: nodeHasher });
console.log(`checked ${checkedEntries} of ${size} entries, every tile, and the signed root`);
