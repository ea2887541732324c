/** Why there is no good verdict. `refused`: the receipt was checked and is wrong. `undecided`: it could not be checked. */
export class CheckError extends Error {
  readonly verdict: "refused" | "undecided";

  constructor(verdict: "refused" | "undecided", sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "CheckError";
    this.verdict = verdict;
  }
}
