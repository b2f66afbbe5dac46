// As encoding/json of Go 1.26 says it.
import { expect, it } from "vitest";
import { jsonProblem } from "./json-error.ts";

it.each([
  ['{"data":', "unexpected end of JSON input"],
  ['{"data":}', "invalid character '}' looking for beginning of value"],
  ["{a:1}", "invalid character 'a' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
  ["[1 2]", "invalid character '2' after array element"],
  ["{} x", "invalid character 'x' after top-level value"],
  ["[tru]", "invalid character ']' in literal true (expecting 'e')"],
  ['{"a":[1,{"b":null}]}', undefined],
])("%s", (text, want) => {
  expect(jsonProblem(text)).toBe(want);
});
