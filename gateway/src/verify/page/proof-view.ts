import type { Hash } from "@oneheart/tlog";
import type { CheckedReceipt } from "./check.ts";
import { element, type PageElement } from "./dom.ts";
import { type Fact, facts, time } from "./parts.ts";
import { type SeenSignature, signerName } from "./signatures.ts";

const roles: Record<SeenSignature["by"], string> = {
  log: "the log",
  witness: "a witness",
  unknown: "not checked: no key given",
};

/** Where the entry is, who signed, and how the entry leads to what was signed. */
export function proofParts({ index, checkpoint, leafHash, path, signatures }: CheckedReceipt): PageElement[] {
  const rows: Fact[] = [
    ["Log", element("code", {}, checkpoint.origin)],
    ["Place in the log", String(index)],
    ["Size of the log", `${checkpoint.size} entries`],
    ["Hash of the entry", hash(leafHash)],
    ["Root that was signed", hash(checkpoint.rootHash)],
  ];
  const steps = element("ol", { class: "path" }, ...path.map((step) => element("li", {}, hash(step))));
  const count = `Inclusion path: ${path.length} ${path.length === 1 ? "hash" : "hashes"} from the entry to the root`;
  return [facts(rows), signatureTable(signatures), element("details", {}, element("summary", {}, count), steps)];
}

function signatureTable(signatures: readonly SeenSignature[]): PageElement {
  const head = ["Key", "Signed by", "Time"].map((column) => element("th", { scope: "col" }, column));
  const rows = signatures.map((signature) => {
    const seconds = signature.timestampSeconds;
    return element(
      "tr",
      {},
      element("td", {}, element("code", {}, signerName(signature))),
      element("td", {}, roles[signature.by]),
      element("td", {}, seconds === undefined ? "not told" : time(new Date(seconds * 1000))),
    );
  });
  const caption = element("caption", {}, "Signatures");
  const table = element("table", {}, caption, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Signatures" }, table);
}

function hash(bytes: Hash): PageElement {
  return element("code", {}, [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
}
