/**
 * Solves A x = b for a symmetric positive definite A of k × k numbers, by rows, through its Cholesky factor
 * (Golub and Van Loan, Matrix Computations, 4.2). Undefined when A is not positive definite.
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const k = right.length;
  const lower = new Float64Array(k * k);
  for (let row = 0; row < k; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row * k + column]!;
      for (let at = 0; at < column; at += 1) rest -= lower[row * k + at]! * lower[column * k + at]!;
      if (row !== column) lower[row * k + column] = rest / lower[column * k + column]!;
      else if (rest > 0) lower[row * k + row] = Math.sqrt(rest);
      else return undefined;
    }
  }
  const solution = right.slice();
  for (let row = 0; row < k; row += 1) {
    for (let at = 0; at < row; at += 1) solution[row]! -= lower[row * k + at]! * solution[at]!;
    solution[row]! /= lower[row * k + row]!;
  }
  for (let row = k - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < k; at += 1) solution[row]! -= lower[at * k + row]! * solution[at]!;
    solution[row]! /= lower[row * k + row]!;
  }
  return solution;
}
