import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "#api/json";
import type { KubeObject } from "#api/meta";
import { infoOf, resourceOf } from "#api/scheme";
import { parseTime } from "#api/time";
import { invalidMessage } from "../validation/field-error.ts";
import { prepareForCreate } from "../strategy/prepare.ts";
import { validateCreate } from "../validation/validation.ts";
import { defaultObject } from "./defaults.ts";

interface DefaultingCase {
  readonly name: string;
  readonly in: { readonly object: KubeObject };
  readonly want: { readonly out: KubeObject; readonly created?: KubeObject; readonly createError?: string };
}

const recorded = JSON.parse(readFileSync("e2e/conformance/recordings/vectors/defaulting.json", "utf8")) as {
  readonly now: string;
  readonly cases: readonly DefaultingCase[];
};
const wallMs = parseTime(recorded.now) ?? 0;

/** As the recorder did it: a fixed uid and time of birth, the namespace default where there is one. */
const born = (object: KubeObject, isNamespaced: boolean): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    ...(isNamespaced ? { namespace: object.metadata.namespace ?? "default" } : {}),
    uid: "00000000-0000-4000-8000-000000000000",
    creationTimestamp: recorded.now,
  },
});

describe("defaults and preparation of the recorded cluster", () => {
  it.each(recorded.cases.map((c, i) => ({ title: `${i} ${c.name} ${c.in.object.kind}`, ...c })))(
    "$title",
    ({ in: { object }, want }) => {
      const info = resourceOf(object.apiVersion, object.kind);
      if (!info) throw new Error(`no resource for ${object.kind}`);
      const defaulted = defaultObject(info.plural, deepFreeze(object));
      expect(defaulted).toEqual(want.out);
      const created = prepareForCreate(info.plural, born(deepFreeze(defaulted), info.namespaced), { wallMs });
      const refusal = want.createError === undefined ? undefined : validateCreate(info.plural, created);
      expect({
        created: refusal ? undefined : created,
        createError: refusal && invalidMessage(infoOf(info.plural), object.metadata.name, refusal),
      }).toEqual({ created: want.created, createError: want.createError });
    },
  );

  it("leaves an object alone that has all its defaults", () => {
    for (const {
      in: { object },
    } of recorded.cases) {
      const info = resourceOf(object.apiVersion, object.kind);
      if (!info) throw new Error(`no resource for ${object.kind}`);
      const once = defaultObject(info.plural, object);
      expect(defaultObject(info.plural, once)).toBe(once);
    }
  });
});
