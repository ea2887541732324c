import { buildVerifyPage } from "./build.ts";

// Started by assets.ts, which waits for this one message.
process.send!(buildVerifyPage(), () => process.disconnect());
