// Models DeepHashObject of pkg/util/hash and HashControllerRevision of pkg/controller/history (v1.36): what the name of a template is made of.
// It needs the fields of all of Go's structs, so it comes with what writes need; the sum is kept (template-hash.ts).
import { canonicalJson } from "#api/json";
import type { JsonObject } from "#api/meta";
import { dumpTemplate } from "#api/schema/dump";
import { utf8 } from "#api/utf8";

const OFFSET = 2_166_136_261;
const PRIME = 16_777_619;

/** FNV-1a, 32 bits, of Go's dump of a Deployment's or DaemonSet's template. */
const dumpSum = (template: JsonObject): number => {
  let sum = OFFSET;
  for (const byte of utf8(dumpTemplate(template))) sum = Math.imul(sum ^ byte, PRIME);
  return sum >>> 0;
};

/** FNV-1 of the patch that a StatefulSet's revision keeps, and of its first try. */
const patchSum = (template: JsonObject): number => {
  const patch = goJson({ spec: { template: { ...template, $patch: "replace" } } });
  let sum = OFFSET;
  for (const byte of utf8(`${patch}0`)) sum = Math.imul(sum, PRIME) ^ byte;
  return sum >>> 0;
};

/** As json.Marshal writes a map. */
const goJson = (value: JsonObject): string =>
  canonicalJson(value).replaceAll(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const templateSum = (kind: string, template: JsonObject): number =>
  kind === "StatefulSet" ? patchSum(template) : dumpSum(template);
