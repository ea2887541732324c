export { type UrlReaderOptions, urlLogReader } from "../log/url-reader.ts";
export { folderLogReader } from "./folder-reader.ts";
export { nodeHasher, nodeSha256 } from "./sha256.ts";
