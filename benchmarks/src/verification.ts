/**
 * bench:verification — how much re-used, forged and organised evidence is found, how seldom honest evidence is taken for it, and how long it
 * takes. Names of parts as arguments run only those: reuse, index, forensics, content, rings, calibration, pipeline, memory, uploads, attacks.
 */
import { introduce } from "./report.ts";
import { describe, measureAttacks } from "./verification/attacks-table.ts";
import { measureCalibration } from "./verification/calibration.ts";
import { measureContent } from "./verification/content.ts";
import { measureForensics } from "./verification/forensics.ts";
import { measureSqlIndex } from "./verification/index-sql.ts";
import { measureHeldWhole, measureMemory } from "./verification/memory.ts";
import { origins, photographs } from "./verification/photographs.ts";
import { measurePipeline } from "./verification/pipeline.ts";
import { measureReuse } from "./verification/reuse.ts";
import { measureRings } from "./verification/rings.ts";
import { measureUploads } from "./verification/uploads.ts";

type Figures = Record<string, number | Record<string, number>>;

const parts: Record<string, () => Promise<Figures>> = {
  async reuse() {
    const { recall, ...figures } = shown("re-use", await measureReuse({ progress: console.log }));
    const found = Object.fromEntries(Object.entries(recall).map(([attack, line]) => [attack, line.found]));
    return { recall: found, false_matches: figures.false_matches };
  },
  async index() {
    const { plan, ...sql } = await measureSqlIndex();
    console.log(plan);
    shown("index in PostgreSQL", sql);
    return { sql_index_p95_ms: sql.sql_p95_ms, sql_index_recall: sql.sql_recall };
  },
  async forensics() {
    const { screenshot_auc, double_jpeg_auc } = shown("forensics", await measureForensics());
    return { screenshot_auc, double_jpeg_auc };
  },
  async content() {
    const { flagged, patterns_found } = shown("what there is to see", await measureContent());
    return { content_flagged: flagged, patterns_found };
  },
  async rings() {
    const { ring_precision, honest_flagged } = measureRings();
    return { ring_precision, honest_flagged };
  },
  async calibration() {
    return { calibration_error: measureCalibration().calibration_error };
  },
  async pipeline() {
    const { photo_ms_p50, photos_per_s } = shown("pipeline", await measurePipeline());
    return { photo_ms_p50, photos_per_s };
  },
  async memory() {
    const held = shown("memory with progressive JPEGs of 98 megapixels", await measureHeldWhole());
    return { ...shown("memory", await measureMemory()), held_server_mib: held.server_mib, held_workers_mib: held.workers_mib };
  },
  async uploads() {
    const { health_p95_ms, health_max_ms } = shown("200 uploads at once", await measureUploads());
    return { health_p95_ms, health_max_ms };
  },
  async attacks() {
    const lines = await measureAttacks(Number(process.env.BENCH_TRIES ?? 5), (line) => console.log(describe(line)));
    const hostile = lines.filter(({ attack }) => !attack.startsWith("honest"));
    return { attacks_missed: hostile.filter(({ missed }) => missed > 0).length, attacks_tried: hostile.length };
  },
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);

introduce("bench:verification", "Re-use, index, forensics, witness rings, calibration, the whole pipeline, and attacks on it.");
console.log(origins(await photographs()));
const figures: Figures = {};
for (const name of wanted) {
  console.log(`\n${name}`);
  Object.assign(figures, await parts[name]!());
}
console.log(`RESULT ${JSON.stringify(figures)}`);

function shown<T>(title: string, measured: T): T {
  console.log(`${title}: ${JSON.stringify(measured, undefined, 2)}`);
  return measured;
}
