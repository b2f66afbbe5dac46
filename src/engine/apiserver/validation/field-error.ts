// Models staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go and errors.NewInvalid (v1.36).
import { compareStrings } from "#api/compare";
import type { ResourceInfo } from "#api/discovered";
import type { Json, StatusCause } from "#api/meta";
import { qualifiedKind } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import type { FieldRefusal } from "../strategy.ts";
import { marshalGo } from "./go-json.ts";

export type ErrorType =
  | "FieldValueRequired"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueDuplicate"
  | "FieldValueNotFound"
  | "FieldValueTooLong"
  | "FieldValueTooMany";

export interface FieldError {
  readonly type: ErrorType;
  /** The path: `spec.template.spec.containers[0].image`. */
  readonly field: string;
  /** The bad value; left out where the text has none. */
  readonly value?: Json;
  readonly detail: string;
}

export type Errors = readonly FieldError[];
export const NONE: Errors = Object.freeze([]);

const WORDS: { readonly [type in ErrorType]: string } = {
  FieldValueRequired: "Required value",
  FieldValueInvalid: "Invalid value",
  FieldValueNotSupported: "Unsupported value",
  FieldValueForbidden: "Forbidden",
  FieldValueDuplicate: "Duplicate value",
  FieldValueNotFound: "Not found",
  FieldValueTooLong: "Too long",
  FieldValueTooMany: "Too many",
};

export const required = (field: string, detail = ""): FieldError => ({ type: "FieldValueRequired", field, detail });
export const forbidden = (field: string, detail: string): FieldError => ({
  type: "FieldValueForbidden",
  field,
  detail,
});
export const invalid = (field: string, value: Json | undefined, detail: string): FieldError => ({
  type: "FieldValueInvalid",
  field,
  value: value ?? null,
  detail,
});
/** Invalid, with a text that does not show the value. */
export const invalidOmitted = (field: string, detail: string): FieldError => ({
  type: "FieldValueInvalid",
  field,
  detail,
});
export const duplicate = (field: string, value: Json, detail = ""): FieldError => ({
  type: "FieldValueDuplicate",
  field,
  value,
  detail,
});
export const notFound = (field: string, value: Json, detail = ""): FieldError => ({
  type: "FieldValueNotFound",
  field,
  value,
  detail,
});
export const notSupported = (field: string, value: Json, supported: readonly string[]): FieldError => ({
  type: "FieldValueNotSupported",
  field,
  value,
  detail: `supported values: ${supported.map(goQuote).join(", ")}`,
});
export const tooLong = (field: string, maxBytes: number): FieldError => ({
  type: "FieldValueTooLong",
  field,
  detail: `may not be more than ${maxBytes} bytes`,
});
export const tooMany = (field: string, actual: number, most: number): FieldError => ({
  type: "FieldValueTooMany",
  field,
  value: actual,
  detail: `must have at most ${most} items`,
});

/** One error for each message about a value. */
export const invalidEach = (field: string, value: Json, details: readonly string[]): Errors =>
  details.length === 0 ? NONE : details.map((detail) => invalid(field, value, detail));

/** The set as error texts list it. */
export const sorted = (values: readonly string[]): readonly string[] => values.toSorted(compareStrings);

/** What is wrong, without the path. */
const bodyOf = (error: FieldError): string => {
  const words = WORDS[error.type];
  const shown = error.value === undefined ? words : `${words}: ${formatValue(error.value)}`;
  return error.detail === "" ? shown : `${shown}: ${error.detail}`;
};

const toText = (error: FieldError): string => `${error.field}: ${bodyOf(error)}`;

const formatValue = (value: Json): string => {
  if (typeof value === "string") return goQuote(value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : marshalGo(value);
};

/** What an API server answers to an object with errors; undefined if there are none. */
export const toRefusal = (errors: Errors): FieldRefusal | undefined => {
  if (errors.length === 0) return undefined;
  const texts = [...new Set(errors.map(toText))];
  return {
    message: texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`,
    causes: errors.map((error) => ({ reason: error.type, message: bodyOf(error), field: error.field })),
  };
};

/** The message of the Status: `Deployment.apps "web" is invalid: ...`. */
export const invalidMessage = (
  info: Pick<ResourceInfo, "kind" | "group">,
  name: string,
  refusal: FieldRefusal | undefined,
): string => `${qualifiedKind(info)} ${goQuote(name)} is invalid: ${refusal?.message ?? ""}`;

/** What kubectl prints of it (cmd/util/helpers.go): each error once, on a line of its own if there are several. */
export const kubectlInvalidText = (kind: string, name: string, causes: readonly StatusCause[]): string => {
  const texts = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  const prefix = `The ${kind} ${goQuote(name)} is invalid: `;
  return texts.length === 1 ? `${prefix}${texts[0]}\n` : `${prefix}\n${texts.map((text) => `* ${text}\n`).join("")}`;
};
