import type * as Onnx from "onnxruntime-node";
import { ModelError } from "../errors.ts";

export type Runtime = typeof Onnx;

/** Whether onnxruntime-node is there, without loading its 45 MB. */
export function isRuntimeInstalled(): boolean {
  try {
    return import.meta.resolve("onnxruntime-node") !== "";
  } catch {
    return false;
  }
}

/** Loads onnxruntime-node, which is an optional dependency. Throws `runtime_missing` or `runtime_failed`. */
export async function loadRuntime(load: () => Promise<Runtime> = () => import("onnxruntime-node")): Promise<Runtime> {
  try {
    const runtime = await load();
    runtime.env.logLevel = "error";
    return runtime;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND";
    throw new ModelError(isMissing ? "runtime_missing" : "runtime_failed", isMissing ? "" : (error as Error).message, { cause: error });
  }
}
