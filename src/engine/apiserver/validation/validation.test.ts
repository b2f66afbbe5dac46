import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "#api/json";
import type { JsonObject, KubeObject, StatusCause } from "#api/meta";
import { resourceOf } from "#api/scheme";
import { defaultObject } from "../defaulting/defaults.ts";
import { decodeObject } from "../strict/decode.ts";
import { prepareForCreate, prepareForUpdate } from "../strategy/prepare.ts";
import { warningsOf } from "../warnings/warnings.ts";
import { invalidMessage, kubectlInvalidText } from "./field-error.ts";
import { validateCreate, validateUpdate } from "./validation.ts";

interface ValidationCase {
  readonly in: {
    readonly op: "create" | "update";
    readonly mutation: string;
    readonly objectKind: string;
    readonly object: KubeObject;
    readonly old?: KubeObject;
  };
  readonly want: {
    readonly valid: boolean;
    readonly message?: string;
    readonly causes?: readonly StatusCause[];
    readonly kubectlStderr?: string;
    readonly warnings?: readonly string[];
    readonly generation?: number;
  };
}

const { cases } = JSON.parse(readFileSync("e2e/conformance/recordings/vectors/validation.json", "utf8")) as {
  readonly cases: readonly ValidationCase[];
};

const CONTEXT = { wallMs: 0 };

/** As the API server has it when it begins to validate. */
const born = (object: KubeObject, isNamespaced: boolean): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    ...(isNamespaced ? { namespace: object.metadata.namespace ?? "default" } : {}),
    uid: "00000000-0000-4000-8000-000000000000",
  },
});

const answer = ({ op, object, old }: ValidationCase["in"]): ValidationCase["want"] => {
  const info = resourceOf(object.apiVersion, object.kind);
  if (!info) throw new Error(`no resource for ${object.kind}`);
  const decoded = decodeObject(object as unknown as JsonObject);
  if (!decoded.ok) {
    const message = decoded.error;
    return {
      valid: false,
      message,
      causes: [],
      kubectlStderr: `Error from server (BadRequest): error when creating "f.yaml": ${message}\n`,
    };
  }
  const defaulted = defaultObject(info.plural, deepFreeze(object));
  const before = old && defaultObject(info.plural, deepFreeze(old));
  const prepared = before
    ? prepareForUpdate(info.plural, deepFreeze(defaulted), before)
    : prepareForCreate(info.plural, born(deepFreeze(defaulted), info.namespaced), CONTEXT);
  const refusal = before
    ? validateUpdate(info.plural, deepFreeze(prepared), before)
    : validateCreate(info.plural, deepFreeze(prepared));
  if (refusal) {
    const { name } = object.metadata as { name?: string };
    return {
      valid: false,
      message: invalidMessage(info, name ?? "", refusal),
      causes: refusal.causes,
      kubectlStderr: kubectlInvalidText(object.kind, name ?? "", refusal.causes),
    };
  }
  const warnings = warningsOf(info.plural, prepared, before);
  return {
    valid: true,
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(op === "create" ? { kubectlStderr: warnings.map((warning) => `Warning: ${warning}\n`).join("") } : {}),
    ...(op === "update" ? { generation: prepared.metadata.generation ?? 0 } : {}),
  };
};

describe("validation of the recorded cluster", () => {
  it.each(cases.map((c, i) => ({ title: `${i} ${c.in.op} ${c.in.objectKind}: ${c.in.mutation}`, ...c })))(
    "$title",
    ({ in: input, want }) => {
      expect(answer(input)).toEqual(want);
    },
  );
});
