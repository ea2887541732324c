/** The chance that a positive scores above a negative (area under the ROC curve); ties count half. */
export function areaUnderRoc(scores: ReadonlyArray<{ score: number; positive: boolean }>): number {
  const sorted = scores.toSorted((a, b) => a.score - b.score);
  const positives = sorted.filter(({ positive }) => positive).length;
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (sorted[to]?.score === sorted[from]!.score) to++;
    const rank = (from + to + 1) / 2;
    ranks += rank * sorted.slice(from, to).filter(({ positive }) => positive).length;
    from = to;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives));
}
