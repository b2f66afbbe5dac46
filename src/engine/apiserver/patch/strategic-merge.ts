// Models mergeMap and mergeSlice of staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go (v1.36).
import { emptyMap, equalJson, formatGo, goType, isMap, type MutableJson, type MutableMap } from "./json-value.ts";
import {
  asMap,
  BAD_DELETE_LIST,
  BAD_SET_ORDER,
  deduplicateScalars,
  DELETE_FROM_LIST,
  DIRECTIVE,
  elementKind,
  findByKey,
  mergeOrders,
  mergeValue,
  noMergeKey,
  partition,
  RETAIN_KEYS,
  SET_ORDER,
} from "./list-order.ts";
import { lookupSlice, lookupStruct, type FieldMeta, type MergeSchema } from "./merge-schema.ts";
import { PatchError } from "./patch-error.ts";

export interface MergeOptions {
  /** True when a patch is merged into an object, false when one patch is merged into another. */
  readonly intoObject: boolean;
}

/** Merges `patch` into `original`; both are changed. */
export const mergeMap = (
  original: MutableMap,
  patch: MutableMap,
  schema: MergeSchema,
  options: MergeOptions,
): MutableMap => {
  const directive = patch[DIRECTIVE];
  if (directive !== undefined) return applyDirective(directive, patch);
  applyRetainKeys(original, patch, options);
  applySetOrders(original, patch, schema, options);
  for (const [patchKey, value] of Object.entries(patch)) {
    const isDeleteList = patchKey.startsWith(DELETE_FROM_LIST);
    if (isDeleteList && !options.intoObject) {
      original[patchKey] = value;
      continue;
    }
    const key = isDeleteList ? fieldAfterPrefix(patchKey, DELETE_FROM_LIST, BAD_DELETE_LIST) : patchKey;
    if (value === null) {
      delete original[key];
      if (options.intoObject) continue;
    }
    mergeField({ original, key, value, schema, options, isDeleteList });
  }
  return original;
};

const applyDirective = (directive: MutableJson, patch: MutableMap): MutableMap => {
  if (directive === "replace") {
    delete patch[DIRECTIVE];
    return patch;
  }
  if (directive === "delete") return emptyMap();
  throw new PatchError(`unknown patch type: ${formatGo(directive)} in map: ${formatGo(patch)}`);
};

const fieldAfterPrefix = (key: string, prefix: string, error: string): string => {
  const slash = key.indexOf("/");
  if (slash < 0 || key.slice(0, slash) !== prefix) throw new PatchError(error);
  return key.slice(slash + 1);
};

const applyRetainKeys = (original: MutableMap, patch: MutableMap, options: MergeOptions): void => {
  const retained = patch[RETAIN_KEYS];
  if (retained === undefined) return;
  delete patch[RETAIN_KEYS];
  if (!options.intoObject) {
    const before = original[RETAIN_KEYS];
    if (before !== undefined && !equalJson(before, retained)) {
      throw new PatchError(
        `${formatGo(before)} and ${formatGo(retained)} are not deep equal: this may happen when calculating the 3-way diff patch`,
      );
    }
    original[RETAIN_KEYS] = retained;
    return;
  }
  const bad = new PatchError("invalid patch format of retainKeys");
  if (!Array.isArray(retained)) throw bad;
  for (const [key, value] of Object.entries(patch)) {
    const isParallel = key.startsWith(DELETE_FROM_LIST) || key.startsWith(SET_ORDER);
    if (value !== null && !isParallel && !retained.includes(key)) throw bad;
  }
  for (const key of Object.keys(original)) if (!retained.includes(key)) delete original[key];
};

interface FieldMerge {
  readonly original: MutableMap;
  readonly key: string;
  readonly value: MutableJson;
  readonly schema: MergeSchema;
  readonly options: MergeOptions;
  readonly isDeleteList: boolean;
}

const mergeField = (merge: FieldMerge): void => {
  const { original, key, value, schema, options, isDeleteList } = merge;
  const before = original[key];
  if (before === undefined || goType(before) !== goType(value)) {
    if (!isDeleteList) setWithoutDirectives(original, key, options.intoObject ? withoutNulls(value) : value);
  } else if (isMap(before) && isMap(value)) {
    const meta = lookupStruct(schema, key);
    original[key] = meta.strategy === "replace" ? value : mergeMap(before, value, meta.schema, options);
  } else if (Array.isArray(before) && Array.isArray(value)) {
    original[key] = mergeList(before, value, { meta: lookupSlice(schema, key), options, isDeleteList });
  } else {
    original[key] = value;
  }
};

const setWithoutDirectives = (original: MutableMap, key: string, value: MutableJson): void => {
  const cleaned = withoutDirectives(value);
  if (cleaned === undefined) delete original[key];
  else original[key] = cleaned;
};

/** A new field of a patch means what it says; nulls in it delete nothing and are dropped. */
const withoutNulls = (value: MutableJson): MutableJson => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const kept = emptyMap();
  for (const [key, item] of Object.entries(value)) if (item !== null) kept[key] = withoutNulls(item);
  return kept;
};

const withoutDirectives = (value: MutableJson): MutableJson | undefined => {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((item) => item !== undefined);
  if (!isMap(value)) return value;
  if (value[DIRECTIVE] !== undefined) return undefined;
  const kept = emptyMap();
  for (const [key, item] of Object.entries(value)) {
    const cleaned = withoutDirectives(item);
    if (cleaned !== undefined) kept[key] = cleaned;
  }
  return kept;
};

interface ListMerge {
  readonly meta: FieldMeta;
  readonly options: MergeOptions;
  readonly isDeleteList: boolean;
}

const mergeList = (before: MutableJson[], value: MutableJson[], merge: ListMerge): MutableJson[] =>
  merge.meta.strategy === "merge" || merge.isDeleteList ? mergeSlice(before, value, merge) : value;

const mergeSlice = (before: MutableJson[], value: MutableJson[], merge: ListMerge): MutableJson[] => {
  if (before.length === 0 && value.length === 0) return before;
  const { meta, options } = merge;
  const kind = elementKind(before, value);
  if (kind === "scalar") {
    if (options.intoObject && merge.isDeleteList) return before.filter((item) => !value.includes(item));
    const merged = deduplicateScalars([...before, ...value]);
    return reorder(merged, value, before, { mergeKey: meta.mergeKey, kind });
  }
  if (meta.mergeKey === "") throw new PatchError("cannot merge lists without merge key for struct");
  const [server, patch] = applySpecialElements(before, value, meta.mergeKey);
  const merged = mergeElements(server, patch, merge);
  return reorder(merged, patch, server, { mergeKey: meta.mergeKey, kind });
};

const reorder = (
  merged: MutableJson[],
  patchOrder: readonly MutableJson[],
  serverOrder: readonly MutableJson[],
  by: { readonly mergeKey: string; readonly kind: string },
): MutableJson[] => {
  const [patch, serverOnly] = partition(merged, patchOrder, by.mergeKey);
  return mergeOrders({ patch, serverOnly, patchOrder, serverOrder, ...by });
};

/** Carries out `$patch: delete` and `$patch: replace` among a list's elements. */
const applySpecialElements = (
  before: MutableJson[],
  value: MutableJson[],
  mergeKey: string,
): [MutableJson[], MutableJson[]] => {
  let server = before;
  let replaces = false;
  const plain: MutableJson[] = [];
  for (const element of value) {
    const item = asMap(element);
    const directive = item[DIRECTIVE];
    if (directive === undefined) {
      plain.push(item);
    } else if (directive === "delete") {
      const wanted = item[mergeKey];
      if (wanted === undefined) throw noMergeKey(item, mergeKey);
      server = server.filter((other) => !equalJson(asMap(other)[mergeKey], wanted));
    } else if (directive === "replace") {
      replaces = true;
    } else if (directive === "merge") {
      throw new PatchError("merging lists cannot yet be specified in the patch");
    } else {
      throw new PatchError(`unknown patch type: ${formatGo(directive)} in map: ${formatGo(item)}`);
    }
  }
  return replaces ? [plain, []] : [server, plain];
};

const mergeElements = (server: MutableJson[], patch: MutableJson[], merge: ListMerge): MutableJson[] => {
  const { meta, options } = merge;
  const merged = [...server];
  for (const element of patch) {
    const item = asMap(element);
    const at = findByKey(merged, meta.mergeKey, mergeValue(item, meta.mergeKey));
    if (at >= 0) merged[at] = mergeMap(asMap(merged[at]), item, meta.schema, options);
    else merged.push(item);
  }
  return merged;
};

/** `$setElementOrder/<list>`: merges the list it speaks of and puts it in that order. */
const applySetOrders = (original: MutableMap, patch: MutableMap, schema: MergeSchema, options: MergeOptions): void => {
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(SET_ORDER)) continue;
    if (!options.intoObject) {
      if (original[key] !== undefined && !equalJson(original[key], order)) throw new PatchError(BAD_SET_ORDER);
      original[key] = order;
    }
    delete patch[key];
    const field = fieldAfterPrefix(key, SET_ORDER, BAD_SET_ORDER);
    const meta = lookupSlice(schema, field);
    mergeInOrder({ original, patch, field, order: listOf(order), meta, options });
  }
};

const listOf = (value: MutableJson): MutableJson[] => {
  if (Array.isArray(value)) return value;
  throw new PatchError(`expected a []interface {}, but received a ${goType(value)}`);
};

interface OrderedMerge {
  readonly original: MutableMap;
  readonly patch: MutableMap;
  readonly field: string;
  readonly order: MutableJson[];
  readonly meta: FieldMeta;
  readonly options: MergeOptions;
}

const mergeInOrder = ({ original, patch, field, order, meta, options }: OrderedMerge): void => {
  const before = original[field] === undefined ? undefined : listOf(original[field]);
  const value = patch[field] === undefined ? undefined : listOf(patch[field]);
  checkOrder(value, order, meta.mergeKey);
  let merged: MutableJson[];
  if (before && value) merged = mergeList(before, value, { meta, options, isDeleteList: false });
  else if (before) merged = before;
  else if (value) merged = listOf(withoutDirectives(value) ?? []);
  else return;
  const kind = elementKind(before ?? [], value ?? []);
  original[field] = reorder(merged, order, before ?? [], { mergeKey: meta.mergeKey, kind });
  delete patch[field];
};

/** The patch's own list has to be in the order that it asks for. */
const checkOrder = (value: MutableJson[] | undefined, order: MutableJson[], mergeKey: string): void => {
  if (!value || value.length === 0 || order.length === 0) return;
  const plain = mergeKey === "" ? value : value.filter((item) => asMap(item)[DIRECTIVE] !== "delete");
  let at = 0;
  let next = 0;
  while (at < plain.length && next < order.length) {
    const item = plain[at] as MutableJson;
    if (isMap(item) && item[DIRECTIVE] !== undefined) {
      at++;
      continue;
    }
    const isEqual =
      mergeKey === "" ? item === order[next] : equalJson(mergeValue(item, mergeKey), mergeValue(order[next], mergeKey));
    if (isEqual) at++;
    next++;
  }
  if (at < plain.length) {
    throw new PatchError(
      `The order in patch list:\n${formatGo(value)}\n doesn't match ${SET_ORDER} list:\n${formatGo(order)}\n`,
    );
  }
};
