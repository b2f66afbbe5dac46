import { describe, expect, it } from "vitest";
import { recorded } from "../../e2e/conformance/kinds/recorded.ts";
import { answerSelector, type SelectorAnswer, type SelectorIn } from "../../e2e/conformance/kinds/selector.ts";
import { goQuote } from "./go-quote.ts";
import type { LabelSelector } from "./meta.ts";
import { parseSelector } from "./selector-parse.ts";
import { matchesLabelSelector } from "./selector.ts";

const cases = recorded<SelectorIn, SelectorAnswer>("selector");

describe("recorded selectors", () => {
  it.each(cases)("$in", (row) => {
    expect(answerSelector(row.in)).toEqual(row.want);
  });
});

describe("matchesLabelSelector", () => {
  const rows = cases.flatMap((row) =>
    row.in.op === "labelSelector" && row.in.labelSelector !== null
      ? [{ labelSelector: row.in.labelSelector, sets: row.in.sets ?? [], want: row.want.matches ?? [] }]
      : [],
  );

  it.each(rows)("agrees with the recording of $labelSelector", ({ labelSelector, sets, want }) => {
    expect(sets.map((set) => matchesLabelSelector(labelSelector, set))).toEqual(want);
    expect(sets.map((set) => matchesLabelSelector(labelSelector, set))).toEqual(want);
  });

  it("lets an invalid selector match nothing and an empty one everything", () => {
    expect(matchesLabelSelector({ matchExpressions: [{ key: "a", operator: "In" }] }, { a: "" })).toBe(false);
    expect(matchesLabelSelector({}, undefined)).toBe(true);
  });

  it("does not take what every object inherits for a label", () => {
    const selector: LabelSelector = { matchExpressions: [{ key: "constructor", operator: "Exists" }] };
    expect(matchesLabelSelector(selector, {})).toBe(false);
  });
});

describe("parseSelector", () => {
  it.each([
    ["!a=b", "found '=', expected: ',' or 'end of string'"],
    ["a in (b", "unable to parse requirement: found '', expected: ',' or ')'"],
    ["a in (=)", "unable to parse requirement: found '=', expected: ',', ')' or identifier"],
    ["a in (b,=)", "unable to parse requirement: found '=', expected: ',', or identifier"],
    [",a", "found ',', expected: !, identifier, or 'end of string'"],
    [
      "a/b/c",
      "unable to parse requirement: <nil>: Invalid value: \"a/b/c\": a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
    ],
  ])("%s: %s", (text, error) => {
    expect(parseSelector(text)).toEqual({ ok: false, error });
  });

  it("matches everything if it is empty", () => {
    expect(parseSelector("")).toEqual({ ok: true, value: [] });
  });
});

describe("goQuote", () => {
  it.each([
    ["plain", '"plain"'],
    ['a "b" \\', '"a \\"b\\" \\\\"'],
    ["line\nend\t", '"line\\nend\\t"'],
    ["\u0000\u0085\u200b", '"\\x00\\u0085\\u200b"'],
    ["한글 é", '"한글 é"'],
  ])("%j", (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });
});
