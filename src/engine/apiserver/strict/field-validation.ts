// Models the fieldValidation parameter of staging/src/k8s.io/apiserver/pkg/endpoints/handlers/{create,update,patch}.go (v1.36): whether
// fields that no type has are refused, told as warnings or dropped without a word. A wrong type is refused in any case.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject, Status } from "#api/meta";
import { ok, refuse, type Result } from "#api/result";
import { textOf } from "../json-object.ts";
import { badRequest, makeStatus } from "#api/status";
import { spentPatch } from "../patch/strategic.ts";
import type { PatchRequest } from "../patch-request.ts";
import { structOfObject } from "#api/schema/schema";
import { decodeObject, unknownFieldsOf } from "./decode.ts";
import { conversionProblem } from "./from-unstructured.ts";

export type FieldValidation = "Strict" | "Warn" | "Ignore";

/** The answer is what the client is warned of; nobody asks for a mode but people, whose types may be wrong. */
export const checkBody = (given: object, mode: FieldValidation | undefined): Result<readonly string[]> => {
  if (mode === undefined) return ok([]);
  const object = given as JsonObject;
  const decoded = decodeObject(object, mode === "Strict");
  if (!decoded.ok) return refuse(badRequest(decoded.error));
  return ok(mode === "Warn" ? unknownFieldsOf(object) : []);
};

/** The same for what a patch made of an object. */
export const checkPatched = (
  given: object,
  patch: PatchRequest,
  mode: FieldValidation | undefined,
  old: object,
): Result<readonly string[]> => {
  if (mode === undefined) return ok([]);
  const object = given as JsonObject;
  const missing = ["kind", "apiVersion"].find((field) => typeof object[field] !== "string" || object[field] === "");
  if (missing !== undefined) {
    const name = missing === "kind" ? "Kind" : missing;
    return refuse(badRequest(`Object '${name}' is missing in '${JSON.stringify(object)}'`));
  }
  const decoded = decodeObject(object, false);
  const unknown = mode === "Ignore" ? [] : unknownFieldsOf(object);
  if (decoded.ok && (mode !== "Strict" || unknown.length === 0)) return ok(unknown);
  const kind = textOf(object["kind"]);
  const struct = patch.type === "strategic" ? structOfObject(object) : undefined;
  const decoding = decoded.ok
    ? `strict decoding error: ${unknown.join(", ")}`
    : decoded.error.slice(decoded.error.indexOf(`as a ${kind}: `) + `as a ${kind}: `.length);
  const shown = struct && isJsonObject(patch.body) ? spentPatch(old as JsonObject, patch.body) : patch.body;
  return refuse(
    unfitPatch({ ...patch, body: shown }, object, (struct && conversionProblem(object, struct)) ?? decoding),
  );
};

/**
 * What a patch made cannot be decoded: what is left of a strategic patch is shown as Go prints it, of all others what they made.
 * Simplified: that without the owners of its fields, and with its fields in the order that they are kept in.
 */
export const unfitPatch = ({ type, body }: PatchRequest, patched: JsonObject, problem: string): Status => {
  const shown = type === "strategic" ? goText(body) : JSON.stringify(patched);
  const message = `Invalid value: ${JSON.stringify(shown)}: ${problem}`;
  return makeStatus(422, "Invalid", ` "" is invalid: patch: ${message}`, {
    causes: [{ reason: "FieldValueInvalid", message, field: "patch" }],
  });
};

/** Go's %+v of decoded JSON. */
const goText = (value: Json): string => {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(goText).join(" ")}]`;
  if (!isJsonObject(value)) return `${value as string | number | boolean}`;
  const entries = Object.keys(value)
    .toSorted()
    .map((key) => `${key}:${goText(value[key] as Json)}`);
  return `map[${entries.join(" ")}]`;
};
