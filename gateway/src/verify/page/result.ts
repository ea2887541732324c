import type { CheckedReceipt } from "./check.ts";
import type { CheckError } from "./check-error.ts";
import { byId, element } from "./dom.ts";
import { readEntry } from "./entry.ts";
import { entryParts } from "./entry-view.ts";
import { technicalDetail } from "./explain.ts";
import type { PresentLog } from "./present.ts";
import { proofParts } from "./proof-view.ts";
import { signerName } from "./signatures.ts";
import { describeEntry } from "./words.ts";

type Tone = "accepted" | "refused" | "undecided";

const headings: Record<Tone, string> = {
  accepted: "The receipt holds",
  refused: "The receipt does not hold",
  undecided: "Not checked",
};
const marks: Record<Tone, string> = { accepted: "✓", refused: "✕", undecided: "!" };

/** Hides the result once the form no longer shows what was checked. */
export function clearResult(): void {
  clearVerdict("verdict");
  clearPresent();
  byId("result").hidden = true;
}

/** Takes away what an earlier comparison with the log gave. */
export function clearPresent(): void {
  clearVerdict("present-verdict");
}

function clearVerdict(id: string): void {
  byId(id).replaceChildren();
  byId(id).className = "verdict";
}

/** Shows that the receipt is right, with everything in it. */
export function showReceipt(checked: CheckedReceipt, trust: { isServerKey: boolean; logKeys: string }): void {
  const { index, checkpoint, entry } = checked;
  const read = readEntry(entry);
  const sentence = `Entry ${index} is in the log ${checkpoint.origin}, which had ${checkpoint.size} entries when it signed this receipt.`;
  showVerdict("verdict", "accepted", headings.accepted, sentence, ...(read === undefined ? [] : describeEntry(read)));
  byId("entry").replaceChildren(...entryParts(read, entry));
  byId("proof").replaceChildren(...proofParts(checked));
  byId("trust").replaceChildren(...trustParts(checked, trust));
  byId("result").hidden = false;
  byId("verdict").scrollIntoView({ block: "start" });
}

/** The bad verdict: one sentence, and the package's own words for whoever reports it. */
export function showFailure(error: CheckError): void {
  clearResult();
  showError("verdict", error, headings[error.verdict]);
  byId("verdict").scrollIntoView({ block: "nearest" });
}

/** What the comparison with the log of today gave. */
export function showPresent({ checkpoint, tilesRead }: PresentLog, { checkpoint: older }: CheckedReceipt): void {
  const added = checkpoint.size - older.size;
  const grown = added === 0 ? "No entry was added since." : `${added} ${added === 1 ? "entry was" : "entries were"} added since.`;
  const read = `Read the signed checkpoint and ${tilesRead} ${tilesRead === 1 ? "tile" : "tiles"} of hashes.`;
  showVerdict(
    "present-verdict",
    "accepted",
    "Nothing was taken back",
    `The log now has ${checkpoint.size} entries and begins with the tree of this receipt. ${grown}`,
    read,
  );
}

export function showPresentFailure(error: CheckError): void {
  showError("present-verdict", error, error.verdict === "refused" ? "The log contradicts the receipt" : "Not compared");
}

function showError(id: string, error: CheckError, heading: string): void {
  showVerdict(id, error.verdict, heading, error.message);
  const detail = technicalDetail(error);
  if (detail !== undefined) byId(id).append(element("p", { class: "technical" }, element("code", {}, detail)));
}

function showVerdict(id: string, tone: Tone, heading: string, ...sentences: string[]): void {
  const title = element(
    id === "verdict" ? "h2" : "h3",
    {},
    element("span", { class: "mark", "aria-hidden": "true" }, marks[tone]),
    heading,
  );
  byId(id).className = `verdict ${tone}`;
  byId(id).replaceChildren(title, ...sentences.map((sentence) => element("p", {}, sentence)));
}

function trustParts({ policy, checkpoint }: CheckedReceipt, { isServerKey, logKeys }: { isServerKey: boolean; logKeys: string }) {
  const witnesses = new Set(checkpoint.cosignatures.map(({ name }) => name)).size;
  const key = isServerKey
    ? "You took the key that this server publishes. So the receipt is whole and agrees with this server; it does not show that the server is the one that you mean. Compare the key with one that you got elsewhere:"
    : `You gave the key yourself. So whoever holds the key ${policy.log.map(signerName).join(", ")} signed a log that has this entry; nobody without it could have made this receipt, this server included:`;
  const who = witnesses === 1 ? "One witness whose key you gave has" : `${witnesses} witnesses whose keys you gave have`;
  const seen = `${who} cosigned this tree, and with it that up to here the log was only ever added to.`;
  return [element("p", {}, key), element("pre", {}, logKeys.trim()), ...(witnesses === 0 ? [] : [element("p", {}, seen)])];
}
