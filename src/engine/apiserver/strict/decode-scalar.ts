// Models how encoding/json and the types that read themselves (resource.Quantity, intstr.IntOrString, metav1.Time, v1.36) take one value.
import type { Json } from "#api/meta";
import { parseQuantity } from "#api/quantity";
import type { ScalarType } from "#api/schema/schema";
import { corruptByte } from "#api/base64";
import { timeProblem } from "./go-time.ts";

export type ScalarProblem =
  /** A JSON type that does not fit; `goType` where it is not the field's own. */
  | { readonly given: string; readonly goType?: string; readonly isFatal: boolean }
  | { readonly message: string; readonly isFatal: boolean };

type Reader = (value: Json) => ScalarProblem | undefined;

const MAX_INT32 = 2_147_483_647;

const given = (value: Json): string => {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
};

const mismatch = (value: Json): ScalarProblem => ({ given: given(value), isFatal: false });

const expecting =
  (type: "string" | "boolean" | "number"): Reader =>
  (value) =>
    typeof value === type ? undefined : mismatch(value);

const integer =
  (fits: (value: number) => boolean): Reader =>
  (value) => {
    if (typeof value !== "number") return mismatch(value);
    return Number.isInteger(value) && fits(value) ? undefined : { given: `number ${value}`, isFatal: false };
  };

const isInt32 = (value: number): boolean => value <= MAX_INT32 && value >= -MAX_INT32 - 1;
/** A little below 2^63, for JavaScript's numbers are coarse up there. */
const isInt64 = (value: number): boolean => Math.abs(value) < 2 ** 63;

const fatal = (problem: ScalarProblem | undefined, goType: string): ScalarProblem | undefined =>
  problem && "given" in problem ? { given: problem.given, goType, isFatal: true } : problem;

const readInt32 = integer(isInt32);
const readString = expecting("string");

const readQuantity: Reader = (value) => {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : JSON.stringify(value);
  if (text === "") return undefined;
  const parsed = parseQuantity(text);
  return parsed.ok ? undefined : { message: parsed.error, isFatal: true };
};

const readTime =
  (layout: string): Reader =>
  (value) => {
    if (typeof value !== "string") return fatal(mismatch(value), "string");
    const message = timeProblem(value, layout);
    return message === undefined ? undefined : { message, isFatal: true };
  };

const readBytes: Reader = (value) => {
  if (typeof value !== "string") return Array.isArray(value) ? undefined : mismatch(value);
  const at = corruptByte(value);
  return at === undefined ? undefined : { message: `illegal base64 data at input byte ${at}`, isFatal: false };
};

const readers: { readonly [scalar in ScalarType]: Reader } = {
  string: readString,
  bool: expecting("boolean"),
  int32: readInt32,
  int64: integer(isInt64),
  float64: expecting("number"),
  quantity: readQuantity,
  intOrString: (value) => (typeof value === "string" ? undefined : fatal(readInt32(value), "int32")),
  time: readTime("2006-01-02T15:04:05Z07:00"),
  microTime: readTime("2006-01-02T15:04:05.000000Z07:00"),
  bytes: readBytes,
  any: () => undefined,
};

export const decodeScalar = (scalar: ScalarType, value: Json): ScalarProblem | undefined =>
  value === null ? undefined : readers[scalar](value);
