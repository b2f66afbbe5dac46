// Models fmt's %v and %#v of decoded JSON.
import type { Json } from "#api/meta";
import { compareStrings } from "#api/compare";
import { goQuote } from "#api/go-quote";

/** fmt.Sprint of a value: `map[a:b c:d]`, `[x y]`, `<nil>`. */
export const goValue = (value: Json | undefined): string => {
  if (value === undefined || value === null) return "<nil>";
  if (Array.isArray(value)) return `[${value.map((item: Json) => goValue(item)).join(" ")}]`;
  if (typeof value === "object") {
    const object = value as { readonly [key: string]: Json };
    const members = Object.keys(object)
      .toSorted(compareStrings)
      .map((key) => `${key}:${goValue(object[key])}`);
    return `map[${members.join(" ")}]`;
  }
  return String(value);
};

/** fmt's %#v of decoded JSON, as the jsonpath printer shows what it was given. */
export const goSyntax = (value: Json | undefined): string => {
  if (value === undefined || value === null) return "interface {}(nil)";
  if (typeof value === "string") return goQuote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map((item: Json) => goSyntax(item)).join(", ")}}`;
  if (typeof value === "object") {
    const object = value as { readonly [key: string]: Json };
    const members = Object.keys(object)
      .toSorted(compareStrings)
      .map((key) => `${goQuote(key)}:${goSyntax(object[key])}`);
    return `map[string]interface {}{${members.join(", ")}}`;
  }
  return String(value);
};
