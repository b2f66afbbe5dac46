import { describe, expect, it } from "vitest";
import { complete, diagnose, hover, locate, parseManifest } from "./language.ts";

const services = { validate: () => [], unsupported: () => [] };

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: web
        image: web:1
        ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: web
`;

const found = (text: string): string[] =>
  diagnose(text, services).diagnostics.map(
    (d) => `${d.source} ${JSON.stringify(text.slice(d.range.from, d.range.to))} ${d.message}`,
  );

describe("diagnose", () => {
  it.each([
    { name: "a good manifest", text: DEPLOYMENT, want: [] },
    { name: "nothing", text: "", want: [] },
    {
      name: "an unknown field",
      text: DEPLOYMENT.replace("replicas", "replcas"),
      want: ['schema "replcas" unknown field "spec.replcas"'],
    },
    {
      name: "a wrong type",
      text: DEPLOYMENT.replace("replicas: 2", 'replicas: "2"'),
      want: ['schema "\\"2\\"" spec.replicas: expected a whole number'],
    },
    {
      name: "an unknown kind",
      text: DEPLOYMENT.replace("kind: Deployment", "kind: Deploiment"),
      want: ['schema "Deploiment" no matches for kind "Deploiment" in version "apps/v1"'],
    },
    {
      name: "a word that kubectl reads as a boolean",
      text: DEPLOYMENT.replace("web:1", "yes"),
      want: ['schema "yes" spec.template.spec.containers[0].image: expected a string'],
    },
    { name: "a date, which kubectl reads as text", text: DEPLOYMENT.replace("web:1", "2026-06-03"), want: [] },
    { name: "no kind", text: "apiVersion: v1\n", want: ['schema "apiVersion" kind not set'] },
    { name: "duplicate keys, which kubectl accepts", text: "apiVersion: v1\nkind: Pod\nkind: ConfigMap\n", want: [] },
  ])("$name", ({ text, want }) => expect(found(text)).toEqual(want));

  it.each(["\t\tkey: 1", "a: [1, 2", "a: b: c", "&a [*a]", "%YAML 9", "- - - :", "\u0000", "a: &x {b: *x}"])(
    "survives %j",
    (text) => expect(() => diagnose(text, services)).not.toThrow(),
  );

  it("puts the API server's field errors at their places", () => {
    const text = DEPLOYMENT;
    const { diagnostics } = diagnose(text, {
      validate: (o) =>
        o["kind"] === "Deployment"
          ? [{ reason: "x", field: "spec.template.spec.containers[0].image", message: "Required value" }]
          : [],
      unsupported: () => [],
    });
    expect(diagnostics.map((d) => text.slice(d.range.from, d.range.to))).toEqual(["web:1"]);
  });

  it("does not look into a file of a megabyte", () => {
    expect(diagnose("a: 1\n".repeat(250_000), services).diagnostics).toHaveLength(1);
  });
});

it("finds the deepest part of a path that is there", () => {
  const [document] = parseManifest(DEPLOYMENT).documents;
  const range = locate(document!, ["spec", "template", "spec", "containers", 0, "readinessProbe"]);
  expect(DEPLOYMENT.slice(range!.from, range!.to)).toContain("name: web");
});

const at = (text: string): { text: string; offset: number } => ({
  text: text.replace("|", ""),
  offset: text.indexOf("|"),
});
const labels = (text: string): string[] => {
  const cursor = at(text);
  return complete(cursor.text, cursor.offset).items.map((i) => i.label);
};

describe("complete", () => {
  it.each([
    { name: "top fields of nothing", text: "|", want: ["apiVersion", "kind", "metadata", "spec"] },
    { name: "kinds of a version", text: "apiVersion: policy/v1\nkind: |", want: ["PodDisruptionBudget"] },
    {
      name: "fields of a list item",
      text: DEPLOYMENT.replace("        ports:", "        readinessProbe:\n          ht|\n        ports:"),
      want: ["httpGet"],
    },
    {
      name: "fields beside those that are there",
      text: "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    ima|\n",
      want: ["image", "imagePullPolicy"],
    },
    { name: "fields of the second document", text: `${DEPLOYMENT}spec:\n  sel|`, want: ["selector"] },
    {
      name: "true and false",
      text: "apiVersion: apps/v1\nkind: Deployment\nspec:\n  paused: |",
      want: ["true", "false"],
    },
  ])("$name", ({ text, want }) => expect(labels(text)).toEqual(expect.arrayContaining(want)));

  it("leaves out what stands there already", () => {
    expect(labels("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    |\n")).not.toContain("name");
  });
});

it("says what a field is", () => {
  const cursor = at(DEPLOYMENT.replace("image:", "im|age:"));
  expect(
    hover(cursor.text, cursor.offset, { docs: { Container: { image: "Container image name." } }, enums: {} }),
  ).toBe("image <string>\n\nContainer image name.");
});
