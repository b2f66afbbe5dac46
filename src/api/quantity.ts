// Models staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go, amount.go and scale_int.go (v1.36).

import { divideAwayFromZero, fitsInt64, MAX_INT64 } from "./int64.ts";
import type { Parsed } from "./parsed.ts";
import { parseQuantityAnew, type Quantity, type QuantityFormat } from "./quantity-parse.ts";

export type { Quantity, QuantityFormat };

const MILLI = -3;
const MAX_REMEMBERED = 20_000;

/** The same few texts are read again and again: quantities are immutable, so each is parsed once. */
const remember = <T>(compute: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const value = compute(text);
    known.set(text, value);
    return value;
  };
};

export const parseQuantity: (text: string) => Parsed<Quantity> = remember((text) => parseQuantityAnew(text));

/** For texts that validation has let through. */
export const quantityOf = (text: string): Quantity => {
  const result = parseQuantity(text);
  if (!result.ok) throw new Error(`cannot parse '${text}': ${result.error}`);
  return result.value;
};

export const quantityFromInt = (value: number | bigint, format: QuantityFormat): Quantity => ({
  unscaled: BigInt(value),
  exponent: 0,
  isBig: false,
  format,
});

export const quantityFromMilli = (milli: number | bigint, format: QuantityFormat): Quantity => ({
  unscaled: BigInt(milli),
  exponent: MILLI,
  isBig: false,
  format,
});

export const ZERO: Quantity = { unscaled: 0n, exponent: 0, isBig: false, format: "DecimalSI", text: "0" };

export const isZero = (q: Quantity): boolean => q.unscaled === 0n;
export const signOf = (q: Quantity): -1 | 0 | 1 => (q.unscaled < 0n ? -1 : q.unscaled > 0n ? 1 : 0);

export const compareQuantities = (a: Quantity, b: Quantity): -1 | 0 | 1 => {
  const [x, y] = align(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
};

/** A sum is printed in the format of its first term, unless that is zero. */
export const addQuantities = (a: Quantity, b: Quantity): Quantity => {
  const format = isZero(a) ? b.format : a.format;
  if (!a.isBig && !b.isBig && isZero(b)) return { ...withoutText(a), format };
  if (!a.isBig && !b.isBig && isZero(a)) return { ...withoutText(b), format };
  const [x, y] = align(a, b);
  const sum = x + y;
  return {
    unscaled: sum,
    exponent: Math.min(a.exponent, b.exponent),
    isBig: a.isBig || b.isBig || !fitsInt64(sum),
    format,
  };
};

export const subtractQuantities = (a: Quantity, b: Quantity): Quantity => addQuantities(a, negateQuantity(b));

export const negateQuantity = (q: Quantity): Quantity => ({ ...withoutText(q), unscaled: -q.unscaled });

export const multiplyQuantity = (q: Quantity, factor: number | bigint): Quantity => {
  const product = q.unscaled * BigInt(factor);
  return { ...withoutText(q), unscaled: product, isBig: q.isBig || !fitsInt64(product) };
};

/** The canonical text: no fraction, the largest suffix, no sign but minus. */
export const formatQuantity = (q: Quantity): string => {
  if (q.text !== undefined) return q.text;
  if (isZero(q)) return "0";
  return q.format === "BinarySI" ? formatBinary(q) : formatDecimal(q, q.format);
};

/** The canonical text of a text, or undefined if it is no quantity. */
export const canonicalQuantity = (text: string): string | undefined => {
  const result = parseQuantity(text);
  return result.ok ? formatQuantity(result.value) : undefined;
};

/** What the API server stores in requests, limits and capacities: nothing finer than milli. */
export const roundUpToMilli = (q: Quantity): Quantity => {
  if (!q.isBig && q.exponent >= MILLI) return q;
  if (q.exponent >= MILLI) return withoutText(q);
  const unscaled = divideAwayFromZero(q.unscaled, 10n ** BigInt(MILLI - q.exponent));
  return { ...withoutText(q), unscaled, exponent: MILLI };
};

/** Quantity.Value(): a whole number, rounded away from zero; beyond int64 it overflows as upstream's does. */
export const wholeValue = (q: Quantity): bigint => scaledValue(q, 0);

/** Quantity.MilliValue(). */
export const milliValue = (q: Quantity): bigint => scaledValue(q, MILLI);

/** Thousandths of a core, rounded up: `cpuMilli("0.5")` is 500. The text must be a quantity. */
export const cpuMilli: (text: string) => number = remember((text) => Number(milliValue(quantityOf(text))));

/** Whole bytes (or pieces), rounded up: `bytes("1Ki")` is 1024. The text must be a quantity. */
export const bytes: (text: string) => number = remember((text) => Number(wholeValue(quantityOf(text))));

const withoutText = ({ unscaled, exponent, isBig, format }: Quantity): Quantity => ({
  unscaled,
  exponent,
  isBig,
  format,
});

const align = (a: Quantity, b: Quantity): [bigint, bigint] => {
  const exponent = Math.min(a.exponent, b.exponent);
  const raise = (q: Quantity): bigint =>
    q.exponent === exponent ? q.unscaled : q.unscaled * 10n ** BigInt(q.exponent - exponent);
  return [raise(a), raise(b)];
};

const formatDecimal = (q: Quantity, format: "DecimalSI" | "DecimalExponent"): string => {
  let { unscaled, exponent } = q;
  while (unscaled % 10n === 0n) {
    unscaled /= 10n;
    exponent++;
  }
  while (exponent % 3 !== 0) {
    unscaled *= 10n;
    exponent--;
  }
  const suffix = format === "DecimalSI" ? (DECIMAL_SUFFIXES.get(exponent) ?? "") : exponent === 0 ? "" : `e${exponent}`;
  return `${unscaled}${suffix}`;
};

const formatBinary = (q: Quantity): string => {
  const divisor = q.exponent < 0 ? 10n ** BigInt(-q.exponent) : 1n;
  const whole = q.exponent < 0 ? q.unscaled / divisor : q.unscaled * 10n ** BigInt(q.exponent);
  const isExact = q.exponent >= 0 || q.unscaled % divisor === 0n;
  // Small and broken numbers would lose digits in a binary suffix.
  if (!isExact || (whole > -1024n && whole < 1024n)) return formatDecimal(q, "DecimalSI");
  let rest = whole;
  let step = 0;
  while (rest % 1024n === 0n) {
    rest /= 1024n;
    step++;
  }
  return `${rest}${BINARY_SUFFIXES[step] ?? ""}`;
};

const DECIMAL_SUFFIXES: ReadonlyMap<number, string> = new Map(
  ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"].map((suffix, i): [number, string] => [3 * i - 9, suffix]),
);
const BINARY_SUFFIXES = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

const scaledValue = (q: Quantity, exponent: number): bigint =>
  q.isBig ? bigScaledValue(q, exponent) : smallScaledValue(q, exponent);

const smallScaledValue = (q: Quantity, exponent: number): bigint => {
  const up = q.exponent - exponent;
  if (up < 0) return divideAwayFromZero(q.unscaled, 10n ** BigInt(-up));
  if (q.unscaled === 0n) return 0n;
  const product = q.unscaled * 10n ** BigInt(up);
  // Some powers are multiplied at once and wrap around; the others go step by step and end at zero.
  const isOneStep = up <= 3 || up === 6 || up === 9;
  return isOneStep || fitsInt64(product) ? BigInt.asIntN(64, product) : 0n;
};

const bigScaledValue = (q: Quantity, exponent: number): bigint => {
  const down = exponent - q.exponent;
  if (down <= 0) return BigInt.asIntN(64, BigInt.asIntN(64, q.unscaled) * 10n ** BigInt(-down));
  const divisor = 10n ** BigInt(down);
  // Upstream takes the short way for everything below the largest int64, so what is far below zero wraps around first.
  const isShort = q.unscaled < MAX_INT64 && down < 19;
  const value = isShort ? BigInt.asIntN(64, q.unscaled) : q.unscaled;
  const quotient = value / divisor;
  return BigInt.asIntN(64, value % divisor === 0n ? quotient : quotient + 1n);
};
