// Models how lists are ordered by $setElementOrder in staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go (v1.36).
import { compareStrings } from "#api/compare";
import { equalJson, formatGo, goType, isMap, type MutableJson, type MutableMap } from "./json-value.ts";
import { PatchError } from "./patch-error.ts";

export const DIRECTIVE = "$patch";
export const DELETE_FROM_LIST = "$deleteFromPrimitiveList";
export const SET_ORDER = "$setElementOrder";
export const RETAIN_KEYS = "$retainKeys";

export const BAD_SET_ORDER = "invalid patch format of setElementOrder list";
export const BAD_DELETE_LIST = "invalid patch format of primitive list";

export const asMap = (value: MutableJson | undefined): MutableMap => {
  if (isMap(value)) return value;
  throw new PatchError(`expected a map[string]interface {}, but received a ${goType(value)}`);
};

export const noMergeKey = (map: MutableMap, key: string): PatchError =>
  new PatchError(`map: ${formatGo(map)} does not contain declared merge key: ${key}`);

export const mergeValue = (item: MutableJson | undefined, mergeKey: string): MutableJson => {
  const map = asMap(item);
  const value = map[mergeKey];
  if (value === undefined) throw noMergeKey(map, mergeKey);
  return value;
};

/** "map" or the type of its scalars; lists of lists and of several types are refused. */
export const elementKind = (...lists: readonly (readonly MutableJson[])[]): "map" | "scalar" => {
  const items = lists.flat();
  const first = items[0];
  if (first === undefined) throw new PatchError("no elements in any of the given slices");
  if (Array.isArray(first)) throw new PatchError("lists of lists are not supported");
  if (items.some((item) => goType(item) !== goType(first))) {
    throw new PatchError(`list element types are not identical: ${formatGo(lists)}`);
  }
  return isMap(first) ? "map" : "scalar";
};

export const sortScalars = (list: readonly MutableJson[]): MutableJson[] =>
  list.toSorted((a, b) => compareStrings(formatGo(a), formatGo(b)));

/** Keeps the first of equals; like upstream, each removed one is replaced by the last of the list. */
export const deduplicateScalars = (list: readonly MutableJson[]): MutableJson[] => {
  const s = [...list];
  for (let i = 0; i < s.length - 1; i++) {
    for (let j = i + 1; j < s.length; j++) {
      if (s[i] !== s[j]) continue;
      s[j] = s[s.length - 1] as MutableJson;
      s.pop();
      j--;
    }
  }
  return s;
};

const indexIn = (list: readonly MutableJson[], value: MutableJson, mergeKey: string): number => {
  const keyOf = (item: MutableJson): MutableJson | undefined =>
    mergeKey === "" ? item : isMap(item) ? item[mergeKey] : null;
  const wanted = keyOf(value);
  return list.findIndex((item) => equalJson(keyOf(item) ?? null, wanted ?? null));
};

const isDelete = (item: MutableJson): boolean => asMap(item)[DIRECTIVE] === "delete";

/** Sorts as `order` has it; what is not in `order` sinks the way Go's stable insertion sort lets it; deletions come last. */
export const sortByOrder = (
  toSort: readonly MutableJson[],
  order: readonly MutableJson[],
  mergeKey: string,
  kind: string,
): MutableJson[] => {
  let kept = [...toSort];
  let deleted: MutableJson[] = [];
  if (kind === "map") {
    for (const item of [...toSort, ...order]) mergeValue(item, mergeKey);
    deleted = kept.filter(isDelete);
    kept = kept.filter((item) => !isDelete(item));
  }
  const key = kind === "map" ? mergeKey : "";
  const isLess = (a: MutableJson, b: MutableJson): boolean => {
    const left = indexIn(order, a, key);
    const right = indexIn(order, b, key);
    return left >= 0 && right >= 0 ? left < right : true;
  };
  for (let i = 1; i < kept.length; i++) {
    for (let j = i; j > 0 && isLess(kept[j] as MutableJson, kept[j - 1] as MutableJson); j--) {
      [kept[j], kept[j - 1]] = [kept[j - 1] as MutableJson, kept[j] as MutableJson];
    }
  }
  return [...kept, ...deleted];
};

/** Items of the patch in its order, those of the server alone kept at their place relative to the ones both know. */
export const mergeOrders = (options: {
  readonly patch: readonly MutableJson[];
  readonly serverOnly: readonly MutableJson[];
  readonly patchOrder: readonly MutableJson[];
  readonly serverOrder: readonly MutableJson[];
  readonly mergeKey: string;
  readonly kind: string;
}): MutableJson[] => {
  const { mergeKey, kind, patchOrder, serverOrder } = options;
  const right = sortByOrder(options.patch, patchOrder, mergeKey, kind);
  const left = sortByOrder(options.serverOnly, serverOrder, mergeKey, kind);
  const key = kind === "map" ? mergeKey : "";
  const merged: MutableJson[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const l = left[i];
    const r = right[j];
    const takeLeft = l !== undefined && (r === undefined || isBefore(serverOrder, l, r, key));
    merged.push((takeLeft ? l : r) as MutableJson);
    if (takeLeft) i++;
    else j++;
  }
  return merged;
};

const isBefore = (order: readonly MutableJson[], l: MutableJson, r: MutableJson, mergeKey: string): boolean => {
  const li = indexIn(order, l, mergeKey);
  const ri = indexIn(order, r, mergeKey);
  return li >= 0 && ri >= 0 && li < ri;
};

/** Splits a merged list into what the patch names and what only the server has. */
export const partition = (
  merged: readonly MutableJson[],
  by: readonly MutableJson[],
  mergeKey: string,
): [MutableJson[], MutableJson[]] => {
  const inPatch: MutableJson[] = [];
  const serverOnly: MutableJson[] = [];
  for (const item of merged) {
    const isNamed = mergeKey === "" ? by.includes(item) : findByKey(by, mergeKey, mergeValue(item, mergeKey)) >= 0;
    (isNamed ? inPatch : serverOnly).push(item);
  }
  return [inPatch, serverOnly];
};

export const findByKey = (list: readonly MutableJson[], key: string, value: MutableJson): number =>
  list.findIndex((item, i) => {
    if (!isMap(item)) throw new PatchError(`value for key ${i} is not a map`);
    return equalJson(item[key], value);
  });
