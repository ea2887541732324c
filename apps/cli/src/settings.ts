import { parseArgs } from "node:util";
import { listSettings, misspeltSettings, StartError, settingsDocument, settingsGaps } from "@oneheart/kernel";
import { declaredSettings, loadServerSettings } from "@oneheart/server";

/** `oneheart settings`: every setting with its owner, value and source, then what is wrong with them; never a secret's value. */
export async function settingsCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { markdown: { type: "boolean", default: false } } });
  if (values.markdown) {
    process.stdout.write(settingsDocument(declaredSettings));
    return 0;
  }
  const rows = listSettings(process.env, declaredSettings).map(({ name, owner, source, value, default: fallback }) => {
    const usual = source === "default" || fallback === "" ? "" : `(default ${fallback})`;
    return [name.padEnd(26), owner.padEnd(13), source.padEnd(12), value, usual].join(" ").trimEnd();
  });
  console.log(["SETTING".padEnd(26), "OWNER".padEnd(13), "SOURCE".padEnd(12), "VALUE"].join(" "));
  for (const row of [...rows, ...misspeltSettings(process.env, declaredSettings)]) console.log(row);
  return checkAll();
}

/** What a start would refuse or warn about; a secret that is elsewhere is not looked at here. */
function checkAll(): number {
  try {
    for (const gap of settingsGaps(loadServerSettings(process.env), declaredSettings)) console.log(gap);
    return 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    return 1;
  }
}
