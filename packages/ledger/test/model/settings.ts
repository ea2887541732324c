/** How many runs a property gets (`ONEHEART_TEST_RUNS` times as many as usual), and the seed of an earlier failure to repeat. */
export function settings(runs: number): { numRuns: number; seed?: number } {
  const { ONEHEART_TEST_RUNS = "1", ONEHEART_TEST_SEED } = process.env;
  return { numRuns: Math.ceil(runs * Number(ONEHEART_TEST_RUNS)), ...(ONEHEART_TEST_SEED && { seed: Number(ONEHEART_TEST_SEED) }) };
}
