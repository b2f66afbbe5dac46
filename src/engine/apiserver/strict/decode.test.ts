import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { JsonObject } from "#api/meta";
import { decodeObject } from "./decode.ts";
import { checkBody, checkPatched } from "./field-validation.ts";

interface DecodeCase {
  readonly in: { readonly manifest: string };
  readonly want: { readonly stderr: string };
}

const { cases } = JSON.parse(readFileSync("e2e/conformance/recordings/vectors/strict-decode.json", "utf8")) as {
  readonly cases: readonly DecodeCase[];
};

/** What kubectl finds out itself, before it asks the server. */
const isClientError = (stderr: string): boolean => stderr.startsWith("error: ");
const isRefusedBody = (line: string): boolean => line.startsWith("Error from server (BadRequest)");

const objectsOf = (manifest: string): readonly JsonObject[] =>
  parseAllDocuments(manifest, { version: "1.1", uniqueKeys: false, merge: true })
    .map((document) => document.toJS() as JsonObject | null)
    .filter((object) => object !== null)
    .flatMap((object) => (object["kind"] === "List" ? (object["items"] as unknown as JsonObject[]) : [object]));

const pod = (spec: JsonObject): JsonObject => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec });

describe("strict decoding of the recorded cluster", () => {
  it.each(
    cases
      .filter(({ want }) => !isClientError(want.stderr))
      .map((c, i) => ({ title: `${i} ${c.want.stderr.slice(50, 110)}`, ...c })),
  )("$title", ({ in: { manifest }, want }) => {
    const refusals = objectsOf(manifest).flatMap((object) => {
      const decoded = decodeObject(object);
      return decoded.ok ? [] : [`Error from server (BadRequest): error when creating "f.yaml": ${decoded.error}`];
    });
    expect(refusals).toEqual(want.stderr.split("\n").filter(isRefusedBody));
  });
});

const FIELD = "json: cannot unmarshal";

describe("decoding", () => {
  it.each<[string, JsonObject, string]>([
    [
      "a text for a list",
      { containers: "web" },
      `${FIELD} string into Go struct field PodSpec.spec.containers of type []v1.Container`,
    ],
    [
      "a fraction",
      { priority: 1.5, containers: [] },
      `${FIELD} number 1.5 into Go struct field PodSpec.spec.priority of type int32`,
    ],
    [
      "a named text",
      { dnsPolicy: 3 },
      `${FIELD} number into Go struct field PodSpec.spec.dnsPolicy of type v1.DNSPolicy`,
    ],
    [
      "a field of an embedded struct",
      { volumes: [{ name: "v", emptyDir: [] }] },
      `${FIELD} array into Go struct field Volume.spec.volumes.VolumeSource.emptyDir of type v1.EmptyDirVolumeSource`,
    ],
    [
      "a probe's port that is no port",
      { containers: [{ livenessProbe: { httpGet: { port: true } } }] },
      `${FIELD} bool into Go struct field HTTPGetAction.spec.containers.livenessProbe.ProbeHandler.httpGet.port of type int32`,
    ],
    [
      "the first wrong type, before what is unknown",
      { color: "red", hostname: 1, nodeName: 2 },
      `${FIELD} number into Go struct field PodSpec.spec.hostname of type string`,
    ],
    [
      "a quantity, before any wrong type",
      { hostname: 1, overhead: { cpu: "much" } },
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
  ])("refuses %s", (_, spec, problem) => {
    expect(decodeObject(pod(spec))).toEqual({
      ok: false,
      error: `Pod in version "v1" cannot be handled as a Pod: ${problem}`,
    });
  });

  it.each([
    ["2026-02-30T00:00:00Z", 'parsing time "2026-02-30T00:00:00Z": day out of range'],
    ["2026-13-01T00:00:00Z", 'parsing time "2026-13-01T00:00:00Z": month out of range'],
    ["2026-01-01", 'parsing time "2026-01-01" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"'],
    ["2026-01-01T00:00:00Z.", 'parsing time "2026-01-01T00:00:00Z.": extra text: "."'],
  ])("refuses the time %s", (time, problem) => {
    const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "a", creationTimestamp: time } };
    expect(decodeObject(object)).toEqual({
      ok: false,
      error: `Pod in version "v1" cannot be handled as a Pod: ${problem}`,
    });
  });

  it("takes null anywhere", () => {
    expect(decodeObject(pod({ containers: null, hostname: null, nodeSelector: null }))).toEqual({ ok: true });
  });
});

describe("field validation", () => {
  const odd = pod({ containers: [{ name: "a", image: "b", colour: "red" }] });
  const unknown = 'unknown field "spec.containers[0].colour"';

  it("refuses, warns of or passes over what is unknown", () => {
    expect(checkBody(odd, "Strict")).toMatchObject({
      ok: false,
      status: {
        code: 400,
        message: `Pod in version "v1" cannot be handled as a Pod: strict decoding error: ${unknown}`,
      },
    });
    expect(checkBody(odd, "Warn")).toEqual({ ok: true, value: [unknown] });
    expect(checkBody(odd, "Ignore")).toEqual({ ok: true, value: [] });
  });

  it("refuses a wrong type in any case", () => {
    expect(checkBody(pod({ hostname: 1 }), "Ignore")).toMatchObject({ ok: false, status: { reason: "BadRequest" } });
  });

  it("shows a patch as Go prints it", () => {
    const patch = { spec: { containers: [{ name: "a", colour: "red" }], hostname: null } };
    expect(checkPatched(odd, { type: "strategic", body: patch }, "Strict", odd)).toMatchObject({
      ok: false,
      status: {
        code: 422,
        message: ` "" is invalid: patch: Invalid value: "map[spec:map[containers:[map[colour:red name:a]] hostname:<nil>]]": strict decoding error: ${unknown}`,
      },
    });
    expect(checkPatched(odd, { type: "strategic", body: patch }, "Warn", odd)).toEqual({ ok: true, value: [unknown] });
  });
});
