// Models kubectl/pkg/util/hash (v1.36): what --append-hash puts behind the name of a ConfigMap or Secret.
import type { JsonObject } from "#api/meta";
import { compactJson } from "../../go/json-text.ts";
import { sha256 } from "../../go/sha256.ts";
import { kindOf, nameOf, obj, withField } from "../../object.ts";

/** No vowels, no bad words. */
const LETTERS: { readonly [hex: string]: string } = { "0": "g", "1": "h", "3": "k", a: "m", e: "t" };

export const withNameHash = (object: JsonObject): JsonObject => {
  const kind = kindOf(object);
  const hashed: JsonObject = {
    data: obj(object, "data"),
    kind,
    name: nameOf(object),
    ...(kind === "Secret" ? { type: object["type"] ?? "" } : {}),
    ...(object["binaryData"] === undefined ? {} : { binaryData: object["binaryData"] }),
  };
  const hash = sha256(compactJson(hashed))
    .slice(0, 10)
    .replaceAll(/[013ae]/g, (hex) => LETTERS[hex] ?? hex);
  return withField(object, ["metadata", "name"], `${nameOf(object)}-${hash}`);
};
