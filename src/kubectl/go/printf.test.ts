// As Go 1.26 wrote it.
import { expect, it } from "vitest";
import { goPrintf, type Formatted } from "./printf.ts";

const formatted = (value: string | number | boolean): Formatted => {
  const type =
    typeof value === "number"
      ? Number.isInteger(value)
        ? "int"
        : "float64"
      : typeof value === "boolean"
        ? "bool"
        : "string";
  return { value, type, text: String(value) };
};

it.each([
  [
    "%05d|%5d|%-5d|%+d|%x|%X|%o|%b|%c|%U",
    [42, 42, 42, 42, 255, 255, 8, 5, 65, 65],
    "00042|   42|42   |+42|ff|FF|10|101|A|U+0041",
  ],
  ["%.2f|%6.1f|%e|%g", [2.71328, 2.5, 1234.5, 1.5], "2.71|   2.5|1.234500e+03|1.5"],
  ["%.3s|%10s|%-10s|%q|%x", ["abcdef", "a", "b", "q", "hi"], 'abc|         a|b         |"q"|6869'],
  ["%s %d", ["a"], "a %!d(MISSING)"],
  ["%s", ["a", "b"], "a%!(EXTRA string=b)"],
  ["%d|%s|%f|%z|%t", ["a", 3, 3, 3, true], "%!d(string=a)|%!s(int=3)|%!f(int=3)|%!z(int=3)|true"],
])("%s", (format, args, want) => {
  expect(goPrintf(format, args.map(formatted))).toBe(want);
});
