import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { yamlProblem } from "./go-yaml.ts";

interface DecodeCase {
  readonly name: string;
  readonly in: { readonly manifest: string };
  readonly want: { readonly stderr: string };
}

const { cases } = JSON.parse(readFileSync("e2e/conformance/recordings/vectors/strict-decode.json", "utf8")) as {
  readonly cases: readonly DecodeCase[];
};

const START = "error: error parsing f.yaml: error converting YAML to JSON: ";

describe("YAML as Go reads it", () => {
  it.each(cases.map((c, i) => ({ title: `${i} ${c.name}`, ...c })))("$title", ({ in: { manifest }, want }) => {
    const problems = manifest.split(/\n---[^\n]*(?:\n|$)/).map((document) => yamlProblem(document));
    const found = problems.find((problem) => problem !== undefined);
    expect(found).toBe(want.stderr.startsWith(START) ? want.stderr.slice(START.length).trimEnd() : undefined);
  });

  it.each([
    ["a:\n\tb: 1\n", "yaml: line 2: found character that cannot start any token"],
    ["a: x\n\ty\n", "yaml: line 2: found a tab character that violates indentation"],
    ["a: |\n\tb\n", "yaml: line 2: found a tab character where an indentation space is expected"],
    ["a: 1\nb: - c\n", "yaml: line 2: block sequence entries are not allowed in this context"],
    ["a: 1\nb: [c\nd: 1\n", "yaml: line 2: did not find expected ',' or ']'"],
    ["a: 1\nb: {c\nd: 1\n", "yaml: line 2: did not find expected ',' or '}'"],
    ['a: 1\nb: "c\n', "yaml: line 3: found unexpected end of stream"],
    ['a: 1\nb: "c" d\n', "yaml: line 1: did not find expected key"],
    ["- a\n- b\n c: 1\n", "yaml: line 3: mapping values are not allowed in this context"],
    ["a:\n  - b\n - c\n", "yaml: line 2: did not find expected key"],
    ["- a\nb: 1\n", "yaml: line 1: did not find expected '-' indicator"],
    ['a: 1\nb: "\\q"\n', "yaml: line 2: found unknown escape character"],
    ["a: @b\n", "yaml: found character that cannot start any token"],
    ["a: &x 1\nb: *x\nc: [*x, {d: e}, ? f : g]\n- h\n", "yaml: line 3: did not find expected key"],
    ["a: |2-\n   b\n  c\nd: >\n e\n\n f\n'g': \"\\u0041\"\n", undefined],
  ])("%j", (document, problem) => {
    expect(yamlProblem(document)).toBe(problem);
  });
});
