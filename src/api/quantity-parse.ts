// Models staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go ParseQuantity and suffix.go (v1.36).

import { divideAwayFromZero, fitsInt64, MAX_INT64 } from "./int64.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";

const ERROR_FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const ERROR_NUMERIC = "unable to parse numeric part of quantity";
const ERROR_SUFFIX = "unable to parse quantity's suffix";

/** Sign, leading zeros, digits before and after the point, suffix. Looser than the text of the error: `m` and `+` are 0. */
const SHAPE = /^([+-]?)0*([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;

export type QuantityFormat = "DecimalExponent" | "BinarySI" | "DecimalSI";

/** `unscaled` x 10^`exponent`, and how to print it. */
export interface Quantity {
  readonly unscaled: bigint;
  readonly exponent: number;
  /** Whether upstream holds it as a number of any size; conversions of such a number overflow in another way. */
  readonly isBig: boolean;
  readonly format: QuantityFormat;
  /** The text that it was read from, if that was canonical already. */
  readonly text?: string;
}

/** So many decimal digits always fit an int64. */
const INT64_DIGITS = 18;
const NANO = -9;
// Simplified: an exponent beyond this is cut, so that no text makes a number of millions of digits.
const MAX_EXPONENT = 1000;

interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const SUFFIXES: ReadonlyMap<string, Suffix> = new Map<string, Suffix>([
  ...["n", "u", "m", "", "k", "M", "G", "T", "P", "E"].map((text, i): [string, Suffix] => [
    text,
    { base: 10, exponent: 3 * i - 9, format: "DecimalSI" },
  ]),
  ...["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].map((text, i): [string, Suffix] => [
    text,
    { base: 2, exponent: 10 * i + 10, format: "BinarySI" },
  ]),
]);

interface Scanned {
  readonly isNegative: boolean;
  /** Digits without leading zeros, "0" if there are none. */
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: Suffix;
}

export const parseQuantityAnew = (text: string): Parsed<Quantity> => {
  const match = text === "" ? null : SHAPE.exec(text);
  if (!match) return unparsed(ERROR_FORMAT);
  const suffix = interpretSuffix(match[4] ?? "");
  if (!suffix) return unparsed(ERROR_SUFFIX);
  const digits = match[2] ?? "";
  const scanned = {
    isNegative: match[1] === "-",
    whole: digits === "" ? "0" : digits,
    fraction: match[3] ?? "",
    suffix,
  };
  const small = asSmall(scanned, text);
  if (small) return parsed(small);
  return /[0-9]/.test(text.slice(0, text.length - (match[4] ?? "").length))
    ? parsed(asBig(scanned))
    : unparsed(ERROR_NUMERIC);
};

const interpretSuffix = (text: string): Suffix | undefined => {
  const known = SUFFIXES.get(text);
  if (known) return known;
  if (!/^[eE][-+]?[0-9]+$/.test(text)) return undefined;
  const exponent = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Number(text.slice(1))));
  return { base: 10, exponent, format: "DecimalExponent" };
};

/** The fast path of upstream: a number that fits an int64 and a power of ten. A text in canonical form is kept as it is. */
const asSmall = (scanned: Scanned, text: string): Quantity | undefined => {
  const { whole, fraction, suffix } = scanned;
  if (!hasSmallPrecision(scanned)) return undefined;
  const exponent = (suffix.base === 2 ? 0 : suffix.exponent) - fraction.length;
  if (exponent < NANO) return undefined;
  const digits = whole + fraction;
  const value = BigInt(digits);
  const magnitude = suffix.base === 2 ? value << BigInt(suffix.exponent) : value;
  if (!fitsInt64(magnitude)) return undefined;
  const isCanonical =
    suffix.base === 2 ? (value & 7n) !== 0n : exponent % 3 === 0 && !digits.endsWith("000") && !digits.startsWith("0");
  const quantity: Quantity = {
    unscaled: scanned.isNegative ? -magnitude : magnitude,
    exponent,
    isBig: false,
    format: suffix.format,
  };
  return isCanonical || text === "0" ? { ...quantity, text } : quantity;
};

const hasSmallPrecision = ({ whole, fraction, suffix }: Scanned): boolean =>
  suffix.base === 10
    ? whole.length + fraction.length <= INT64_DIGITS
    : // 1Mi (2^20) takes about 6 of the 15 digits, and one for safety.
      fraction === "" && whole.length + Math.trunc((suffix.exponent * 3) / 10) + 1 <= 15;

/** Any number of digits, rounded away from zero to nano, and cut at the largest int64 if it is binary. */
const asBig = ({ isNegative, whole, fraction, suffix }: Scanned): Quantity => {
  const digits = BigInt(whole + fraction);
  const factor = suffix.base === 2 ? 1n << BigInt(suffix.exponent) : 1n;
  const exponent = (suffix.base === 10 ? suffix.exponent : 0) - fraction.length;
  if (digits === 0n) return { unscaled: 0n, exponent: 0, isBig: true, format: suffix.format };
  const shift = exponent - NANO;
  const nanos =
    shift >= 0 ? digits * factor * 10n ** BigInt(shift) : divideAwayFromZero(digits * factor, 10n ** BigInt(-shift));
  const one = 1_000_000_000n;
  const isBinary = suffix.format === "BinarySI";
  const capped = isBinary && nanos > MAX_INT64 * one ? MAX_INT64 * one : nanos;
  return {
    unscaled: isNegative ? -capped : capped,
    exponent: NANO,
    isBig: true,
    format: isBinary && capped < one ? "DecimalSI" : suffix.format,
  };
};
