// Models ComputeHash of pkg/controller/controller_utils.go (v1.36): the name of a pod template.
// Simplified: FNV-1a over the template's canonical JSON, not over Go's dump of the struct; the alphabet is the same (456789bcdf).
import { canonicalJson } from "#api/json";
import { safeEncode } from "../../apiserver/names.ts";
import { fnv1a } from "../../clock/rng.ts";

export const templateHash = (template: unknown, collisionCount?: number): string => {
  const hash = fnv1a(canonicalJson(template));
  return safeEncode(String(collisionCount === undefined ? hash : fnv1a(`/${collisionCount}`, hash)));
};
