// Models diffMaps and diffLists of staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go (v1.36).
import { compareStrings } from "#api/compare";
import { emptyMap, equalJson, formatGo, goType, isMap, type MutableJson, type MutableMap } from "./json-value.ts";
import {
  asMap,
  deduplicateScalars,
  DELETE_FROM_LIST,
  DIRECTIVE,
  elementKind,
  mergeValue,
  noMergeKey,
  RETAIN_KEYS,
  SET_ORDER,
  sortByOrder,
  sortScalars,
} from "./list-order.ts";
import { lookupSlice, lookupStruct, type MergeSchema } from "./merge-schema.ts";
import { PatchError } from "./patch-error.ts";

export interface DiffOptions {
  readonly setElementOrder?: boolean;
  readonly ignoreDeletions?: boolean;
  readonly ignoreChanges?: boolean;
  readonly retainKeys?: boolean;
}

/** The strategic merge patch that makes `modified` of `original`. */
export const diffMaps = (
  original: MutableMap,
  modified: MutableMap,
  schema: MergeSchema,
  options: DiffOptions,
): MutableMap => {
  const patch = emptyMap();
  for (const [key, value] of Object.entries(modified)) {
    const before = original[key];
    if (before !== undefined) diffField({ key, before, value, patch, schema, options });
    else if (!options.ignoreChanges) patch[key] = value;
  }
  const removed = Object.keys(original).filter((key) => modified[key] === undefined);
  if (!options.ignoreDeletions) for (const key of removed) patch[key] = null;
  const retained = options.retainKeys ? Object.keys(modified).filter((key) => modified[key] !== null) : [];
  const losesField = removed.some((key) => original[key] !== null);
  if (retained.length > 0 && (Object.keys(patch).length > 0 || losesField)) patch[RETAIN_KEYS] = sortScalars(retained);
  return patch;
};

interface FieldDiff {
  readonly key: string;
  readonly before: MutableJson;
  readonly value: MutableJson;
  readonly patch: MutableMap;
  readonly schema: MergeSchema;
  readonly options: DiffOptions;
}

const diffField = (diff: FieldDiff): void => {
  const { key, before, value, patch, options } = diff;
  if (key === DIRECTIVE) {
    if (typeof before !== "string" || typeof value !== "string") {
      throw new PatchError(`invalid value for special key: ${DIRECTIVE}`);
    }
    if (before !== value) patch[key] = value;
    return;
  }
  if (goType(before) !== goType(value)) {
    if (!options.ignoreChanges) patch[key] = value;
    return;
  }
  if (isMap(diff.before) && isMap(diff.value)) diffMapField(diff, diff.before, diff.value);
  else if (Array.isArray(diff.before) && Array.isArray(diff.value)) diffListField(diff, diff.before, diff.value);
  else replaceIfChanged(diff);
};

const replaceIfChanged = ({ key, before, value, patch, options }: FieldDiff): void => {
  if (!options.ignoreChanges && !equalJson(before, value)) patch[key] = value;
};

/** A field that no struct has is no error as long as it does not change. */
const lookupUnlessEqual = <T>(diff: FieldDiff, lookup: (schema: MergeSchema, key: string) => T): T | undefined => {
  try {
    return lookup(diff.schema, diff.key);
  } catch (error) {
    if (error instanceof PatchError && equalJson(diff.before, diff.value)) return undefined;
    throw error;
  }
};

const diffMapField = (diff: FieldDiff, before: MutableMap, value: MutableMap): void => {
  const meta = lookupUnlessEqual(diff, lookupStruct);
  if (!meta) return;
  if (meta.strategy === "replace") {
    if (!diff.options.ignoreChanges) diff.patch[diff.key] = value;
    return;
  }
  const inner = diffMaps(before, value, meta.schema, { ...diff.options, retainKeys: meta.retainKeys });
  if (Object.keys(inner).length > 0) diff.patch[diff.key] = inner;
};

const diffListField = (diff: FieldDiff, before: MutableJson[], value: MutableJson[]): void => {
  const meta = lookupUnlessEqual(diff, lookupSlice);
  if (!meta) return;
  if (meta.strategy !== "merge") {
    replaceIfChanged(diff);
    return;
  }
  const options = { ...diff.options, retainKeys: meta.retainKeys };
  const { add, remove, order } = diffLists(before, value, { schema: meta.schema, mergeKey: meta.mergeKey, options });
  if (add.length > 0) diff.patch[diff.key] = add;
  if (remove.length > 0) diff.patch[`${DELETE_FROM_LIST}/${diff.key}`] = remove;
  if (order.length > 0) diff.patch[`${SET_ORDER}/${diff.key}`] = order;
};

interface ListContext {
  readonly schema: MergeSchema;
  readonly mergeKey: string;
  readonly options: DiffOptions;
}

interface ListDiff {
  readonly add: MutableJson[];
  readonly remove: MutableJson[];
  readonly order: MutableJson[];
}

const diffLists = (original: MutableJson[], modified: MutableJson[], context: ListContext): ListDiff => {
  const { options, mergeKey } = context;
  if (original.length === 0) return { add: options.ignoreChanges ? [] : modified, remove: [], order: [] };
  if (elementKind(original, modified) === "scalar") return diffScalarLists(original, modified, options);
  const [changed, deletions] = diffMapLists(original, modified, context);
  const add = [...sortByOrder(changed, modified, mergeKey, "map"), ...deletions];
  const isSameOrder =
    original.length === modified.length &&
    modified.every((item, i) => equalJson(mergeValue(original[i], mergeKey), mergeValue(item, mergeKey)));
  const saysOrder =
    options.setElementOrder &&
    ((!options.ignoreChanges && (add.length > 0 || !isSameOrder)) || (!options.ignoreDeletions && add.length > 0));
  const order = saysOrder ? modified.map((item) => ({ [mergeKey]: mergeValue(item, mergeKey) })) : [];
  return { add, remove: [], order };
};

/** Both lists sorted by merge key and walked side by side. */
const diffMapLists = (
  original: MutableJson[],
  modified: MutableJson[],
  context: ListContext,
): [MutableJson[], MutableJson[]] => {
  const { schema, mergeKey, options } = context;
  const byKey = (list: MutableJson[]): MutableMap[] =>
    list.map(asMap).toSorted((a, b) => compareStrings(formatGo(a[mergeKey]), formatGo(b[mergeKey])));
  const left = byKey(original);
  const right = byKey(modified);
  const patch: MutableJson[] = [];
  const deletions: MutableJson[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const before = left[i];
    const after = right[j];
    const order = compareKeys(before, after, mergeKey);
    if (order === 0 && before && after) {
      const inner = diffMaps(before, after, schema, options);
      if (Object.keys(inner).length > 0)
        patch.push(Object.assign(inner, { [mergeKey]: after[mergeKey] as MutableJson }));
    } else if (order > 0 && after) {
      if (!options.ignoreChanges) patch.push(after);
    } else if (before && !options.ignoreDeletions) {
      deletions.push({ [mergeKey]: before[mergeKey] as MutableJson, [DIRECTIVE]: "delete" });
    }
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return [patch, deletions];
};

/** Negative: only the original has it; positive: only the modified one; zero: both. */
const compareKeys = (before: MutableMap | undefined, after: MutableMap | undefined, mergeKey: string): number => {
  for (const map of [before, after]) if (map && map[mergeKey] === undefined) throw noMergeKey(map, mergeKey);
  if (!before) return 1;
  if (!after) return -1;
  return compareStrings(formatGo(before[mergeKey]), formatGo(after[mergeKey]));
};

const diffScalarLists = (original: MutableJson[], modified: MutableJson[], options: DiffOptions): ListDiff => {
  const left = sortScalars(original);
  const right = sortScalars(modified);
  const add: MutableJson[] = [];
  const remove: MutableJson[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const order = i >= left.length ? 1 : j >= right.length ? -1 : compareStrings(formatGo(left[i]), formatGo(right[j]));
    if (order > 0 && !options.ignoreChanges) add.push(right[j] as MutableJson);
    if (order < 0 && !options.ignoreDeletions) remove.push(left[i] as MutableJson);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  const deletions = deduplicateScalars(remove);
  // The real one has sorted the original in place by then: lists of one order that is not the sorted one say it all the same.
  const saysOrder =
    options.setElementOrder &&
    ((!options.ignoreDeletions && deletions.length > 0) || (!options.ignoreChanges && !equalJson(left, modified)));
  return { add: sortByOrder(add, modified, "", "scalar"), remove: deletions, order: saysOrder ? modified : [] };
};
