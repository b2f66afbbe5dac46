import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  milliValue,
  multiplyQuantity,
  negateQuantity,
  parseQuantity,
  quantityFromInt,
  quantityFromMilli,
  quantityOf,
  roundUpToMilli,
  subtractQuantities,
  wholeValue,
} from "#api/quantity";

export type QuantityIn =
  | { op: "parse" | "resourceList"; text: string }
  | { op: "arith"; a: string; b: string; k: number }
  | { op: "fromInt"; value: string };

export const answerQuantity = (input: QuantityIn): object => {
  switch (input.op) {
    case "parse":
      return parse(input.text);
    case "resourceList":
      return { canonical: formatQuantity(roundUpToMilli(quantityOf(input.text))) };
    case "arith":
      return arithmetic(input.a, input.b, input.k);
    case "fromInt":
    default:
      return fromInt(BigInt(input.value));
  }
};

const parse = (text: string): object => {
  const parsed = parseQuantity(text);
  if (!parsed.ok) return { ok: false, error: parsed.error };
  const q = parsed.value;
  return {
    ok: true,
    error: "",
    canonical: formatQuantity(q),
    value: String(wholeValue(q)),
    milliValue: String(milliValue(q)),
  };
};

const arithmetic = (first: string, second: string, factor: number): object => {
  const [a, b] = [quantityOf(first), quantityOf(second)];
  return {
    add: formatQuantity(addQuantities(a, b)),
    sub: formatQuantity(subtractQuantities(a, b)),
    cmp: compareQuantities(a, b),
    neg: formatQuantity(negateQuantity(a)),
    mul: formatQuantity(multiplyQuantity(a, factor)),
  };
};

const fromInt = (value: bigint): object => ({
  binarySI: formatQuantity(quantityFromInt(value, "BinarySI")),
  decimalSI: formatQuantity(quantityFromInt(value, "DecimalSI")),
  milli: formatQuantity(quantityFromMilli(value, "DecimalSI")),
});
