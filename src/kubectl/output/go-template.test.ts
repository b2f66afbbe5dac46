// What a template prints, and how it fails: where, at what and why, as kubectl 1.36.3 said it.
import { describe, expect, it } from "vitest";
import { GoTemplateError } from "./go-template-parse.ts";
import { printGoTemplate } from "./go-template.ts";

const OBJECT = { data: { a: "1", n: 3, m: { x: 1 } }, items: ["p", "q"] };
const print = (template: string): string => {
  try {
    return printGoTemplate(template, OBJECT, { allowMissingKeys: true });
  } catch (error) {
    if (!(error instanceof GoTemplateError)) throw error;
    return `${error.printed}! ${error.message}`;
  }
};
const at = (column: number, text: string, why: string): string =>
  `! template: output:1:${column}: executing "output" at <${text}>: ${why}`;

describe("a go-template", () => {
  it.each([
    ["{{.data.a}} {{len .items}} {{index .items 1}}", "1 2 q"],
    ["{{range $i, $x := .items}}{{$i}}={{$x}} {{end}}", "0=p 1=q "],
    ['{{if eq .data.a "1"}}y{{else}}n{{end}}{{slice .data.a 0 0}}', "y"],
    ['{{printf "%d %s" 3 .data.a}}', "3 1"],
    ['{{printf "%d" .data.a}}', "%!d(string=1)"],
    ['{{printf "%d" .data.n}}{{if gt .data.n 2}}!{{end}}', "3!"],
    ["{{if eq (len .items) 2}}two{{end}}", "two"],
    ["{{$n := 0}}{{range .items}}{{$n = .}}{{end}}{{$n}}", "q"],
    ["{{$n := 0}}{{range .items}}{{$n := .}}{{$n}}{{end}}{{$n}}", "pq0"],
    ["{{$n := 0}}{{range $n = .items}}{{end}}{{$n}}", "q"],
    ["{{if $x := .nobody}}a{{else}}b{{$x}}{{end}}", "b<no value>"],
    ["{{if and .nobody (index .nobody 0)}}a{{else}}b{{end}}", "b"],
    ["{{or .data.a (index .nobody 0)}} {{.items | and .data.n}} {{.items | and 0}}", "1 [p q] 0"],
    ['{{len "é"}}', "2"],
    ['{{print 1 2 "a" 3}}', "1 2a3"],
    [`{{html "<a href='b&c'>"}} {{html .nobody}}`, "&lt;a href=&#39;b&amp;c&#39;&gt; &lt;no value&gt;"],
    ['{{urlquery "a b/(c)~é"}}', "a+b%2F%28c%29~%C3%A9"],
  ])("%s", (template, want) => expect(print(template)).toBe(want));

  it.each([
    ["{{call .x}}", '! template: output:1: function "call" is not simulated'],
    ["{{nope .x}}", '! template: output:1: function "nope" not defined'],
    ['{{template "a"}}', "! template: output:1: {{template}} is not simulated"],
    ["{{.data.a.b}}", at(7, ".data.a.b", "can't evaluate field b in type interface {}")],
    ["a{{len 3}}", `a${at(3, "len 3", "error calling len: len of type int")}`],
    ["{{index .data 1}}", at(2, "index .data 1", "error calling index: value has type int; should be string")],
    [
      '{{index .data "a" "b"}}',
      at(2, 'index .data "a" "b"', "error calling index: cannot index slice/array with type string"),
    ],
    ["{{(index .items 9).metadata.name}}", at(3, "index .items 9", "error calling index: index out of range: 9")],
    ["{{range .data.a}}x{{end}}", at(13, ".data.a", "range can't iterate over 1")],
    ["{{lt .data.a 3}}", at(2, "lt .data.a 3", "error calling lt: incompatible types for comparison: string and int")],
    [
      "{{eq .data.m .data.m}}",
      at(2, "eq .data.m .data.m", "error calling eq: non-comparable type map[x:1]: map[string]interface {}"),
    ],
    [
      "{{base64decode .data.a}}",
      at(
        2,
        "base64decode .data.a",
        "error calling base64decode: base64 decode failed: illegal base64 data at input byte 0",
      ),
    ],
    ["{{and}}", at(2, "and", "wrong number of args for and: want at least 1 got 0")],
    ["{{if}}x{{end}}", "! template: output:1: missing value for if"],
    ["{{$x}}", '! template: output:1: undefined variable "$x"'],
  ])("%s fails", (template, want) => expect(print(template)).toBe(want));
});
