// Changing plain JSON that anybody may have written.
import { expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { set } from "./json-object.ts";

it("keeps a ConfigMap's key that an assignment would take for the object's kind", () => {
  const data = JSON.parse('{"__proto__": "kept", "a": "b"}') as JsonObject;
  expect(JSON.stringify(set(data, "c", "d"))).toBe('{"__proto__":"kept","a":"b","c":"d"}');
});
