import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Fonts are packed already. */
const texts = "**/*.{css,html,js,json,svg}";
/** Nearly as small as 11, in a fifth of the time. */
const brotliQuality = 9;
const gzipLevel = 9;

/** Puts the packed forms beside each file, so that the gateway never packs anything while it serves. */
export async function packFiles(folder: string): Promise<void> {
  await Promise.all(
    globSync(texts, { cwd: folder }).map(async (path) => {
      const file = join(folder, path);
      const bytes = await readFile(file);
      const parameters = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params: parameters }));
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: gzipLevel }));
    }),
  );
}
