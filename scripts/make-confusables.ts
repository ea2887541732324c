/**
 * Makes the table of characters that look like others from Unicode's own: download
 * https://www.unicode.org/Public/security/17.0.0/confusables.txt, then `node scripts/make-confusables.ts confusables.txt`.
 */
import { readFile, writeFile } from "node:fs/promises";

/** What a username may hold and compatibility normalisation does not replace anyway. */
const inUsernames = /^[\p{L}\p{N}\p{M}\p{Extended_Pictographic}_.-]$/u;
const target = new URL("../services/identity/src/rules/confusables-data.ts", import.meta.url);

const [file = "confusables.txt"] = process.argv.slice(2);
const text = await readFile(file, "utf8");
const version = /^# Version: (\S+)/m.exec(text)?.[1];
const rows = [...text.matchAll(/^\uFEFF?([0-9A-F]+)\s*;\s*([0-9A-F ]+?)\s*;/gm)]
  .map(([, source = "", prototype = ""]) => ({ source, prototype }))
  .filter(({ source }) => {
    const character = String.fromCodePoint(Number.parseInt(source, 16));
    return inUsernames.test(character) && character.normalize("NFKD") === character;
  })
  .map(({ source, prototype }) => `${source} ${prototype}`);

const module = `/**
 * Made by scripts/make-confusables.ts from Unicode's confusables.txt, version ${version}; do not edit. Licence: docs/licenses/unicode.txt.
 * A line has a code point and the sequence that it looks like, in hexadecimal.
 */
export const confusables = \`
${rows.join("\n")}
\`;
`;
await writeFile(target, module);
console.log(`${rows.length} characters of Unicode ${version}`);
