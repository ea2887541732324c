import { fork } from "node:child_process";

/** A file as it is sent. */
export interface Asset {
  type: string;
  /** Weak, because the packed and the plain form share it. */
  etag: string;
  body: Uint8Array;
  gzip: Uint8Array;
}

/** The page, and by their path below `/verify/<version>/` the files that it loads; nothing else is ever sent. */
export interface VerifyPage {
  /** Changes when any file changes. */
  version: string;
  html: Asset;
  files: ReadonlyMap<string, Asset>;
}

/** Builds the page when it is first asked for, and keeps it. */
export function keepVerifyPage(): () => Promise<VerifyPage> {
  let loading: Promise<VerifyPage> | undefined;
  return () => {
    loading ??= buildApart().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/**
 * In a process of its own, so that requests go on meanwhile and the 40 MB that it takes are given back; and so that Node's warning that
 * stripTypeScriptTypes is young does not appear in the log of every server.
 */
function buildApart(): Promise<VerifyPage> {
  return new Promise((resolve, reject) => {
    const builder = fork(new URL("./build/main.ts", import.meta.url), {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      serialization: "advanced",
    });
    builder.once("message", (page) => resolve(page as unknown as VerifyPage));
    builder.once("error", reject);
    builder.once("exit", (code, signal) => reject(new Error(`the page was not built: its builder ended with ${code ?? signal}`)));
  });
}
