import type { Output, verificationContract } from "@oneheart/contracts";
import type { Outcome } from "../../assessment/rules/decide.ts";

type Comparison = Output<typeof verificationContract.operations.backtestRules>;
type Example = Comparison["examples"][number];

/** What two rule sets said of one proof, and what people found. */
export interface Compared {
  proof_id: string;
  from: Outcome["outcome"];
  to: Outcome["outcome"];
  from_score: number;
  to_score: number;
  reason_code: string;
  reviewed: "approved" | "rejected" | null;
}

/** Counts where two rule sets differ. Examples are spread over the kinds of change, the newest of each. */
export class Comparer {
  readonly #changes = new Map<string, Example[]>();
  readonly #counts = new Map<string, number>();
  readonly #reviewed = { n: 0, verified_rejected: 0, rejected_approved: 0, sent_to_review: 0 };
  readonly #examplesMax: number;
  #compared = 0;

  constructor(examplesMax: number) {
    this.#examplesMax = examplesMax;
  }

  get compared(): number {
    return this.#compared;
  }

  /** Takes one proof; newest first. */
  add(one: Compared): void {
    this.#compared += 1;
    if (one.reviewed !== null) this.#count(one);
    if (one.from === one.to) return;
    const kind = `${one.from} ${one.to}`;
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    const examples = this.#changes.get(kind) ?? [];
    if (examples.length < this.#examplesMax) this.#changes.set(kind, [...examples, one]);
  }

  result(): Pick<Comparison, "compared" | "changes" | "reviewed" | "examples"> {
    const changes = [...this.#counts].map(([kind, count]) => {
      const [from, to] = kind.split(" ") as [Outcome["outcome"], Outcome["outcome"]];
      return { from, to, count };
    });
    return {
      compared: this.#compared,
      changes: changes.sort((a, b) => b.count - a.count),
      reviewed: { ...this.#reviewed },
      examples: takenInTurn([...this.#changes.values()], this.#examplesMax),
    };
  }

  #count({ to, reviewed }: Compared): void {
    this.#reviewed.n += 1;
    if (to === "verified" && reviewed === "rejected") this.#reviewed.verified_rejected += 1;
    if (to === "rejected" && reviewed === "approved") this.#reviewed.rejected_approved += 1;
    if (to === "in_review") this.#reviewed.sent_to_review += 1;
  }
}

/** One of each list after the other, until there are enough. */
function takenInTurn<T>(lists: readonly T[][], count: number): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)))
    .flat()
    .slice(0, count);
}
