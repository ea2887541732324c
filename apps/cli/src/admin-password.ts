import { isOperationError } from "@oneheart/kernel";
import { readServerSettings, renewAdminPassword } from "@oneheart/server";
import { parseArguments, UsageError } from "./arguments.ts";

/** Gives an administrator a new password and prints it. The old one, and wrong ones that held up the account, are forgotten. */
export async function adminPasswordCommand(args: string[]): Promise<number> {
  const { positionals } = parseArguments({ args, allowPositionals: true });
  if (positionals.length > 1) throw new UsageError("oneheart admin-password [username]");
  const [username] = positionals;
  try {
    const renewed = await renewAdminPassword(await readServerSettings(process.env), username);
    console.log(`Administrator: ${renewed.username} / ${renewed.password}`);
    console.log("Sessions that are open stay open; end them at DELETE /api/auth/sessions/:id.");
    return 0;
  } catch (error) {
    if (!isOperationError(error, "account_not_found")) throw error;
    console.error(
      username === undefined ? "There is no administrator yet: start the server." : `No administrator is called "${username}".`,
    );
    return 1;
  }
}
