// Models sigs.k8s.io/structured-merge-diff typed.Merge and RemoveItems (v6): what somebody applies laid over what is there, and what
// somebody no longer applies taken out of it.
import { isJsonObject } from "#api/json";
import type { Json } from "#api/meta";
import { below, partsOf } from "./field-set.ts";
import { memberOf, type Place } from "./topology.ts";

/** `given` over `live`. */
export const merge = (live: Json | undefined, given: Json, place: Place): Json => {
  if (place.kind === "leaf" || live === undefined || live === null || given === null) return given;
  if (place.kind === "list" || place.kind === "set") return mergeItems(live, given, place);
  if (!isJsonObject(live) || !isJsonObject(given)) return given;
  const out = new Map<string, Json>(Object.entries(live));
  for (const [name, value] of Object.entries(given)) {
    out.set(name, merge(live[name], value, memberOf(place, name) ?? { kind: "leaf" }));
  }
  return Object.fromEntries(out);
};

/** Those that both have come in the order in which they are given, the live ones among them where they were. */
const mergeItems = (live: Json, given: Json, place: Place): readonly Json[] => {
  const [old, now] = [partsOf(live, place), partsOf(given, place)];
  const [left, right] = [[...old.keys()], [...now.keys()]];
  const shared = right.filter((element) => old.has(element));
  const out: Json[] = [];
  const take = (element: string): void => {
    const [a, b] = [old.get(element), now.get(element)];
    out.push(a && b ? merge(a.value, b.value, b.place) : (b ?? a)!.value);
  };
  let next = 0;
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const [a, b] = [left[l], right[r]];
    if (a !== undefined && now.has(a) && (b === undefined || a !== b)) {
      // A shared one that is not due yet: it comes when it is given.
      if (b === undefined || shared[next] !== a) l++;
      else take(right[r++]!);
    } else if (a !== undefined && !now.has(a)) {
      take(a);
      l++;
    } else {
      take(b!);
      if (old.has(b!)) next++;
      if (a === b) l++;
      r++;
    }
  }
  return out;
};

/** Without what `isGone` names. A list or map that loses its last part stays empty. */
export const prune = (value: Json, place: Place, isGone: (path: string) => boolean, path = ""): Json => {
  if (place.kind === "leaf") return value;
  const parts = [...partsOf(value, place)].filter(([element]) => !isGone(below(path, element)));
  const kept = parts.map(
    ([element, part]) => [element, prune(part.value, part.place, isGone, below(path, element))] as const,
  );
  if (place.kind === "list" || place.kind === "set") return kept.map(([, item]) => item);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(kept.map(([element, member]) => [element.slice(2), member]));
};
