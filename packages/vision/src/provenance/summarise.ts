import { type ManifestSummary, noProvenance, type Provenance, provenanceNotEvaluated } from "./provenance.ts";

type Json = Record<string, unknown>;

const text_max = 200;
const actions_max = 32;
const dates_max = 16;
const failures_max = 16;
const manifests_max = 64;

const untrusted_signer = "signingCredential.untrusted";
const captures = ["digitalCapture", "computationalCapture"];
const generations = ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"];
/** What is signed cannot be relied on, then: neither the hash nor the range that it names. */
const unsigned = /^(claimSignature\.|assertion\.hashedURI\.mismatch|claim\.)/;
/** Actions that leave the picture as it was. */
const harmless = ["c2pa.created", "c2pa.opened", "c2pa.published", "c2pa.repackaged", "c2pa.transcoded", "c2pa.converted"];

/**
 * Turns the reader's report (the manifest store of c2pa-rs as JSON) into what an assessment needs, bounded in size.
 * @param data_hash_differs whether the hash over the range that the manifest names differs; undefined where that cannot be said.
 */
export function summariseReport(report: unknown, data_hash_differs?: boolean): Provenance {
  const store = objectOf(report);
  const results = objectOf(store.validation_results);
  const failures = failuresOf(results);
  const state = stateOf(textOf(store.validation_state), failures);
  const reason = failures.find((code) => state === "untrusted" || code !== untrusted_signer) ?? null;
  const altered = isAltered(listOf(objectOf(results.activeManifest).failure), data_hash_differs);
  return { state, reason, failures, altered, manifest: summaryOf(store) };
}

/** What the reader threw: a string such as `C2pa(ClaimDecoding("…"))`. */
export function summariseRefusal(message: string): Provenance {
  const kind = /C2pa\(([A-Za-z]+)/.exec(message)?.[1];
  if (kind === "JumbfNotFound") return noProvenance;
  if (kind === undefined) return provenanceNotEvaluated("reader.failed");
  const reason = `reader.${kind}`;
  // The asset itself, not its manifest, is what these could not read.
  if (["InvalidAsset", "UnsupportedType", "IoError"].includes(kind)) return provenanceNotEvaluated(reason);
  return { state: "invalid", reason, failures: [reason], altered: false, manifest: null };
}

/**
 * Whether it is proven that the content is not what was signed. Only the file's own manifest says anything about that, and only a hash
 * over a range of bytes is calculated again here: in files that are made of boxes a mismatch may be of their arrangement.
 */
function isAltered(failures: readonly Json[], data_hash_differs: boolean | undefined): boolean {
  if (failures.some(({ code }) => unsigned.test(textOf(code) ?? ""))) return false;
  return data_hash_differs === true && failures.some(({ code }) => code === "assertion.dataHash.mismatch");
}

function stateOf(validation: string | null, failures: string[]): Provenance["state"] {
  if (validation === "Trusted") return "valid";
  const only_untrusted = failures.every((code) => code === untrusted_signer);
  return validation === "Valid" && only_untrusted ? "untrusted" : "invalid";
}

function failuresOf(results: Json): string[] {
  const deltas = listOf(results.ingredientDeltas).map((delta) => objectOf(delta.validationDeltas));
  const found = [objectOf(results.activeManifest), ...deltas].flatMap((status) => listOf(status.failure));
  return [...new Set(found.map(({ code }) => textOf(code) ?? "unknown"))].slice(0, failures_max);
}

function summaryOf(store: Json): ManifestSummary | null {
  const manifests = objectOf(store.manifests);
  const active = objectOf(manifests[textOf(store.active_manifest) ?? ""]);
  if (Object.keys(active).length === 0) return null;
  const signature = objectOf(active.signature_info);
  const actions = Object.values(manifests).slice(0, manifests_max).flatMap(actionsOf);
  const dates = datesOf([...actions.map(({ when }) => when), ...Object.values(manifests).slice(0, manifests_max).map(captureDateOf)]);
  const sources = actions.map(({ digital_source_type }) => digital_source_type?.split("/").at(-1) ?? "");
  return {
    issuer: textOf(signature.issuer),
    signer: textOf(signature.common_name),
    claim_generator: generatorOf(active),
    signed_at: textOf(signature.time),
    actions: actions.slice(0, actions_max).map(({ action, digital_source_type }) => ({ action, digital_source_type })),
    ...(dates.length > 0 && { dates }),
    captured: sources.some((source) => captures.includes(source)),
    edited: actions.some(({ action }) => !harmless.includes(action)),
    generated: sources.some((source) => generations.includes(source)),
  };
}

function generatorOf(manifest: Json): string | null {
  const info = listOf(manifest.claim_generator_info)[0];
  const name = textOf(info?.name);
  if (name === null) return textOf(manifest.claim_generator);
  const version = textOf(info?.version);
  return version === null ? name : `${name} ${version}`;
}

function actionsOf(manifest: unknown): Array<ManifestSummary["actions"][number] & { when: string | null }> {
  return listOf(objectOf(manifest).assertions)
    .filter(({ label }) => textOf(label)?.startsWith("c2pa.actions"))
    .flatMap(({ data }) => listOf(objectOf(data).actions))
    .map(({ action, digitalSourceType, when }) => ({
      action: textOf(action) ?? "unknown",
      digital_source_type: textOf(digitalSourceType),
      when: textOf(when),
    }));
}

/** The time of capture in a manifest's metadata assertion, which repeats the camera's EXIF. */
function captureDateOf(manifest: unknown): string | null {
  const assertions = listOf(objectOf(manifest).assertions).filter(({ label }) => /^(stds\.exif|c2pa\.metadata)/.test(textOf(label) ?? ""));
  const said = assertions.map(({ data }) => textOf(objectOf(data)["exif:DateTimeOriginal"])).find((text) => text !== null);
  return said ?? null;
}

/** Those that are dates, as ISO 8601. */
function datesOf(texts: ReadonlyArray<string | null>): string[] {
  const iso = texts.map((text) => text?.replace(/^(\d{4}):(\d\d):(\d\d) /, "$1-$2-$3T") ?? "");
  const times = iso.map((text) => (/^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN)).filter(Number.isFinite);
  return [...new Set(times)].slice(0, dates_max).map((time) => new Date(time).toISOString());
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, text_max) : null;
}
