// Whole numbers as Go holds and reads them.

import { goQuote } from "./go-quote.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";

export const MAX_INT64 = 2n ** 63n - 1n;

export const fitsInt64 = (n: bigint): boolean => BigInt.asIntN(64, n) === n;

/** Rounds what does not divide away from zero. */
export const divideAwayFromZero = (n: bigint, divisor: bigint): bigint => {
  const quotient = n / divisor;
  return n % divisor === 0n ? quotient : quotient + (n < 0n ? -1n : 1n);
};

/** strconv.Atoi. */
export const parseGoInt = (text: string): Parsed<number> => {
  const refuse = (why: string): Parsed<number> => unparsed(`strconv.Atoi: parsing ${goQuote(text)}: ${why}`);
  if (!/^[+-]?\d+$/.test(text)) return refuse("invalid syntax");
  return fitsInt64(BigInt(text.replace(/^\+/, ""))) ? parsed(Number(text)) : refuse("value out of range");
};
