import { expect, it } from "vitest";
import { compileGo } from "./regexp.ts";

it.each([
  ["my[", "missing closing ]: `[`"],
  ["a[b-", "missing closing ]: `[b-`"],
  ["my(", "missing closing ): `my(`"],
  ["my)", "unexpected ): `my)`"],
  ["*web", "missing argument to repetition operator: `*`"],
  ["a|+", "missing argument to repetition operator: `+`"],
  ["a**", "invalid nested repetition operator: `**`"],
  ["(?=a)", "invalid or unsupported Perl syntax: `(?=`"],
  ["(a+)+b", "a repetition within a repetition is not understood here: `(a+)+b`"],
  ["a\\", "trailing backslash at end of expression: ``"],
  [String.raw`\y`, String.raw`invalid escape sequence: ` + "`\\y`"],
])("%s is refused", (source, error) => {
  expect(compileGo(source)).toEqual({ ok: false, error: `error parsing regexp: ${error}` });
});

it.each([
  ["web", "my-web-1", true],
  ["^web", "my-web-1", false],
  ["(?i)WEB", "web-1", true],
  ["w.*?b{1}", "web", true],
  ["(?P<name>we)b|[[:digit:]]+", "7", true],
  ["[]a]", "]", true],
  [String.raw`\d+\.\d+`, "1.5", true],
  ["", "anything", true],
])("%s on %s", (source, text, isMatch) => {
  const compiled = compileGo(source);
  expect(compiled.ok && compiled.value.test(text)).toBe(isMatch);
});
