// Whole numbers as Go holds them.

export const MAX_INT64 = 2n ** 63n - 1n;

export const fitsInt64 = (n: bigint): boolean => BigInt.asIntN(64, n) === n;

/** Rounds what does not divide away from zero. */
export const divideAwayFromZero = (n: bigint, divisor: bigint): bigint => {
  const quotient = n / divisor;
  return n % divisor === 0n ? quotient : quotient + (n < 0n ? -1n : 1n);
};
