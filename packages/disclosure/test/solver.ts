/** An attacker who has every answer, and knows of which cells each one is the sum. */

const PRIME = 1_000_003;

/** Which cells follow exactly from sums of cells: those whose own vector is a combination of the answers'. */
export function recovered(answers: ReadonlyArray<readonly number[]>, cells: number): number[] {
  const rows = reduced(answers, cells);
  return rows.flatMap((row) => {
    const named = row.flatMap((value, cell) => (value === 0 ? [] : [cell]));
    return named.length === 1 ? named : [];
  });
}

/** Reduced row echelon form over a prime field: a cell is determined exactly when a row names it alone. */
function reduced(answers: ReadonlyArray<readonly number[]>, cells: number): number[][] {
  const unique = new Map(answers.map((answer) => [answer.join(), answer]));
  const rows = [...unique.values()].map((answer) => {
    const row = new Array<number>(cells).fill(0);
    for (const cell of answer) row[cell] = 1;
    return row;
  });
  let rank = 0;
  for (let column = 0; column < cells && rank < rows.length; column += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && row[column] !== 0);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    const inverse = power(rows[rank]![column]!, PRIME - 2);
    rows[rank] = rows[rank]!.map((value) => (value * inverse) % PRIME);
    for (const [index, row] of rows.entries()) {
      const factor = row[column]!;
      if (index === rank || factor === 0) continue;
      rows[index] = row.map((value, cell) => (value + (PRIME - factor) * rows[rank]![cell]!) % PRIME);
    }
    rank += 1;
  }
  return rows.slice(0, rank);
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let rest = exponent, square = base; rest > 0; rest = Math.floor(rest / 2), square = (square * square) % PRIME) {
    if (rest % 2 === 1) result = (result * square) % PRIME;
  }
  return result;
}
