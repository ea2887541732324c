/** `oneheart <command>`: what an operator does from a terminal. */
import { StartError } from "@oneheart/kernel";
import { UsageError } from "./arguments.ts";

interface Command {
  summary: string;
  /** What may stand behind the name. */
  usage: string;
  run(args: string[]): Promise<number>;
}

// Each command is loaded when it is asked for.
const commands: Record<string, Command> = {
  "admin-password": {
    summary: "give an administrator a new password, whether the server runs or not",
    usage: "[username]",
    run: async (args) => (await import("./admin-password.ts")).adminPasswordCommand(args),
  },
  audit: {
    summary: "check every number of this installation's ledger; exit code 1 on any finding",
    usage: "[--key <verifier key>] [--database-url <url>]",
    run: async (args) => (await import("./audit/command.ts")).auditCommand(args),
  },
  backup: {
    summary: "write the running installation into one encrypted file",
    usage: "FILE (--passphrase-file <file> | --recipient <age1…>) [--database-url <url>]",
    run: async (args) => (await import("./backup/command.ts")).backupCommand(args),
  },
  demo: {
    summary: "tell the main job as a story, against an instance of its own",
    usage: "",
    run: async () => (await import("./demo/demo.ts")).demo(),
  },
  migrate: {
    summary: "bring the database up to date and stop",
    usage: "",
    run: async () => (await import("./migrate.ts")).migrateCommand(),
  },
  models: {
    summary: "list, verify and evaluate the models that look at evidence",
    usage: "list | verify | evaluate <folder with real/ and fake/> --model <id>   [--dir <folder>]",
    run: async (args) => (await import("./models/command.ts")).modelsCommand(args),
  },
  restore: {
    summary: "make an installation again from a backup, in DATA_DIR or DATABASE_URL, and audit it",
    usage: "FILE (--passphrase-file <file> | --identity <age key file>)",
    run: async (args) => (await import("./restore/command.ts")).restoreCommand(args),
  },
  settings: {
    summary: "show every setting, its owner and where its value comes from",
    usage: "[--markdown]",
    run: async (args) => (await import("./settings.ts")).settingsCommand(args),
  },
  snapshot: {
    summary: "write a day of the log into a folder that anyone can verify",
    usage: "[--out <folder>] [--day YYYY-MM-DD] [--key <verifier key>] [--database-url <url>]",
    run: async (args) => (await import("./snapshot/command.ts")).snapshotCommand(args),
  },
  verify: {
    summary: "check a snapshot, a log's folder or a server's log, trusting nobody",
    usage: "<folder or URL> [--key <verifier key>] [--witness <verifier key> --quorum <number>] [--previous <snapshot or checkpoint>]",
    run: async (args) => (await import("./verify/command.ts")).verifyCommand(args),
  },
};

function usage(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(15)} ${summary}`);
  const hints = [
    "oneheart <command> --help shows what may stand behind it.",
    "Settings come from environment variables; see docs/settings.md.",
  ];
  return ["oneheart <command>", "", ...lines, "", ...hints].join("\n");
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
  if (args.some((argument) => ["--help", "-h"].includes(argument))) {
    console.log(`oneheart ${name} ${command.usage}`.trimEnd());
    console.log(`\n${command.summary}`);
    return 0;
  }
  return command.run(args);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isExpected = error instanceof StartError || error instanceof UsageError;
    console.error(isExpected ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
