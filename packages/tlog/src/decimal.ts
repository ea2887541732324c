const SHAPE = /^(?:0|[1-9][0-9]{0,15})$/;

/** The number of an ASCII decimal without leading zeroes; undefined when it is not one, or is above 2^53 - 1. */
export function parseDecimal(text: string): number | undefined {
  if (!SHAPE.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** True for 0, 1, 2, ... 2^53 - 1: the indices and sizes that this package can count exactly. */
export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
