import { type ParseArgsConfig, parseArgs } from "node:util";

/** The command was called in a way that it does not understand: exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** `parseArgs` of Node, whose refusals are the user's to mend. */
export function parseArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError) || !("code" in error) || !String(error.code).startsWith("ERR_PARSE_ARGS_")) throw error;
    throw new UsageError(error.message);
  }
}
