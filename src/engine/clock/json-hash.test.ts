import { expect, it } from "vitest";
import type { Json } from "#api/meta";
import { fnv1aJson } from "./json-hash.ts";
import { fnv1a } from "./rng.ts";

const rows: readonly { readonly name: string; readonly value: Json }[] = [
  { name: "a text", value: "default/web" },
  { name: "a text with what is escaped", value: 'say "no"\n\u0001 \\ \ud83d\ude00 \ud800 \u007f 파드' },
  { name: "numbers", value: [0, -0, -1.5, 1e21, 1e-7, Number.NaN, Infinity] },
  { name: "truth and nothing", value: [true, false, null] },
  { name: "what is empty", value: { list: [], object: {}, text: "" } },
  {
    name: "a request",
    value: { type: "request", client: "users", data: { id: "7", hops: ["client/users", "pod/x"], latencyMs: 12 } },
  },
  { name: "keys in their own order, numbers first", value: { b: 1, '"a"': [[{}], { c: null }], 2: "two", 10: "ten" } },
];
it.each(rows)("is that of the JSON text of $name", ({ value }) => {
  expect(fnv1aJson(value, 17)).toBe(fnv1a(JSON.stringify(value), 17));
});

it("leaves out what is undefined", () => {
  const value = { a: undefined, b: 1, c: undefined } as unknown as Json;
  expect(fnv1aJson(value, 17)).toBe(fnv1a('{"b":1}', 17));
});
