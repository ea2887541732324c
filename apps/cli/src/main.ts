#!/usr/bin/env node
/** `oneheart <command>`: what an operator does from a terminal. */
import { StartError } from "@oneheart/kernel";

interface Command {
  summary: string;
  run(args: string[]): Promise<number>;
}

// Each command is loaded when it is asked for.
const commands: Record<string, Command> = {
  demo: {
    summary: "tell the main job as a story, against an instance of its own",
    run: async () => (await import("./demo/demo.ts")).demo(),
  },
  migrate: { summary: "bring the database up to date and stop", run: async () => (await import("./migrate.ts")).migrateCommand() },
};

function usage(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return ["oneheart <command>", "", ...lines, "", "Settings come from environment variables; see README.md."].join("\n");
}

async function main(): Promise<number> {
  const [name = "help", ...args] = process.argv.slice(2);
  if (["help", "--help", "-h"].includes(name)) {
    console.log(usage());
    return 0;
  }
  const command = commands[name];
  if (command === undefined) {
    console.error(`There is no command "${name}".\n\n${usage()}`);
    return 2;
  }
  return command.run(args);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  },
);
