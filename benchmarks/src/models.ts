/** `npm run bench:models`: how many faces a copy for others hides, how often it hides what is none, and what that costs. */
import { markedPictures } from "./models/face-pictures.ts";
import { measureRecall, openLooking, type Share } from "./models/faces.ts";
import { measureInstalled } from "./models/installed.ts";
import { withoutPeople } from "./models/without-people.ts";
import { introduce, result, rounded } from "./report.ts";
import { origins, photographs } from "./verification/photographs.ts";

introduce("models", "Faces: marked ones that a copy hides, by kind; regions in photographs without people; time and memory.");
const { FACES_FOLDER, MODELS_DIR, PICTURES_FOLDER } = process.env;
const looking = openLooking();
try {
  const recall = FACES_FOLDER === undefined ? notMeasured() : await measureKinds(FACES_FOLDER);
  const plain = withoutPeople(await photographs());
  console.log(`without people: ${origins(plain)}`);
  let boxes = 0;
  for (const { name, path } of plain) {
    const { regions } = await looking.at(path);
    boxes += regions.length;
    if (regions.length > 0) console.log(`${regions.length} in ${name}`);
  }
  const { ms_p50, pool_mib } = looking.figures();
  result({
    ...(MODELS_DIR === undefined || PICTURES_FOLDER === undefined ? noModels() : await measureInstalled(MODELS_DIR, PICTURES_FOLDER)),
    ...recall,
    face_false: rounded((100 * boxes) / plain.length, 1),
    blur_ms_p50: rounded(ms_p50, 0),
    pool_mib: rounded(pool_mib, 0),
  });
} finally {
  await looking.stop();
}

async function measureKinds(folder: string): Promise<Record<string, number>> {
  const pictures = await markedPictures(folder);
  const from = Map.groupBy(pictures, ({ origin }) => origin);
  console.log(`marked: ${[...from].map(([origin, of]) => `${of.length} pictures of ${origin}`).join(", ")}`);
  const shares = [...(await measureRecall(pictures, (path) => looking.at(path)))].sort(([a], [b]) => a.localeCompare(b));
  for (const [kind, { found, of }] of shares) console.log(`${kind}: ${found} of ${of}`);
  const key = (kind: string) => `face_recall_${kind.replaceAll(/\W+/g, "_")}`;
  return Object.fromEntries(shares.map(([kind, { found, of }]: [string, Share]) => [key(kind), rounded(found / of, 3)]));
}

function noModels(): Record<string, number> {
  console.log("SKIPPED: models are not measured. MODELS_DIR names no folder of models, or PICTURES_FOLDER none with real/ and generated/");
  return {};
}

function notMeasured(): Record<string, number> {
  console.log("SKIPPED: recall is not measured. FACES_FOLDER names no folder with pictures and their faces.json");
  return {};
}
