// Models sigs.k8s.io/structured-merge-diff merge.Updater (v6) and staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal (v1.36):
// who owns which fields of an object after a write, and with whom an apply is in conflict.
import { compareStrings } from "#api/compare";
import type { Json, JsonObject } from "#api/meta";
import type { Comparison } from "./compare.ts";
import {
  common,
  fieldsOf,
  fromFieldsV1,
  inOrder,
  NO_FIELDS,
  pathText,
  toFieldsV1,
  union,
  without,
  withNamed,
  type FieldSet,
} from "./field-set.ts";
import { merge, prune } from "./merge.ts";
import type { Place } from "./topology.ts";

/** One entry of metadata.managedFields. */
export interface Entry {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly time?: string;
  readonly subresource?: string;
  readonly fieldsV1: JsonObject;
}

export type Who = Omit<Entry, "fieldsV1">;

const isSame = (a: Who, b: Who): boolean =>
  a.manager === b.manager &&
  a.operation === b.operation &&
  (a.operation === "Apply" || a.apiVersion === b.apiVersion) &&
  a.subresource === b.subresource;

const ownedBy = (entry: Entry | undefined): FieldSet => (entry ? fromFieldsV1(entry.fieldsV1) : NO_FIELDS);

const METADATA = new Set(["f:metadata"]);

const withFields = (who: Who, all: FieldSet): Entry[] => {
  // fieldmanager/stripmeta.go: that there is metadata is nobody's doing.
  const fields = without(all, METADATA);
  return fields.size === 0 ? [] : [{ ...who, fieldsV1: toFieldsV1(fields) }];
};

/** internal/managedfields.go sortEncodedManagedFields. */
export const inTheirOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted(
    (a, b) =>
      compareStrings(a.operation, b.operation) ||
      compareStrings(a.time ?? "", b.time ?? "") ||
      compareStrings(a.manager, b.manager) ||
      compareStrings(a.apiVersion, b.apiVersion) ||
      compareStrings(a.subresource ?? "", b.subresource ?? ""),
  );

export const withEntry = (others: readonly Entry[], who: Who, fields: FieldSet): readonly Entry[] =>
  inTheirOrder([...others, ...withFields(who, fields)]);

/** An ordinary write takes what it changes from all others. */
export const afterUpdate = (
  entries: readonly Entry[],
  who: Who,
  { added, changed, removed }: Comparison,
): readonly Entry[] => {
  const taken = union(added, changed);
  const lost = union(taken, removed);
  const others = entries.flatMap((entry) => {
    const kept = without(ownedBy(entry), isSame(entry, who) ? removed : lost);
    // Whoever takes nothing new keeps the time of its last write.
    return isSame(entry, who) && taken.size > 0 ? withFields(who, union(kept, taken)) : withFields(entry, kept);
  });
  const isKnown = entries.some((entry) => isSame(entry, who));
  return inTheirOrder([...others, ...(isKnown ? [] : withFields(who, taken))]);
};

export interface Conflict {
  readonly with: Who;
  readonly path: string;
}

export interface Applying {
  readonly live: Json;
  readonly given: Json;
  readonly place: Place;
  readonly entries: readonly Entry[];
  readonly who: Who;
  /** Fields that are nobody's and are kept all the same. */
  readonly kept: (path: string) => boolean;
}

export interface Applied {
  readonly object: Json;
  /** As they are if the conflicts are overcome. */
  readonly entries: readonly Entry[];
  readonly conflicts: readonly Conflict[];
}

/** `compared`: how what came of it differs from what was. */
export const applied = (
  { live, given, place, entries, who, kept }: Applying,
  compared: (object: Json) => Comparison,
): Applied => {
  const mine = entries.find((entry) => isSame(entry, who));
  const others = entries.filter((entry) => entry !== mine);
  const last = withNamed(ownedBy(mine));
  const claimed = fieldsOf(given, place);
  const managed = withNamed(union(claimed, ...others.map(ownedBy)));
  const merged = merge(live, given, place);
  const object = prune(merged, place, (path) => last.has(path) && !managed.has(path) && !kept(path));
  const { added, changed, removed } = compared(object);
  const touched = union(added, changed);
  const conflicts = others.flatMap((entry) =>
    inOrder(common(ownedBy(entry), touched)).map((path) => ({ with: entry, path })),
  );
  const lost = union(touched, removed);
  const left = others.flatMap((entry) => withFields(entry, without(ownedBy(entry), lost)));
  const isChanged = lost.size > 0 || mine === undefined;
  const time = isChanged ? who.time : mine.time;
  const own = withFields({ ...who, ...(time === undefined ? {} : { time }) }, claimed);
  return { object, entries: inTheirOrder([...left, ...own]), conflicts };
};

const managerText = ({ manager, subresource, operation, apiVersion }: Who): string =>
  JSON.stringify(manager) +
  (subresource === undefined ? "" : ` with subresource ${JSON.stringify(subresource)}`) +
  (operation === "Update" ? ` using ${apiVersion}` : "");

/** internal/conflict.go NewConflictError. */
export const conflictText = (conflicts: readonly Conflict[]): string => {
  const [first] = conflicts;
  if (first && conflicts.length === 1) {
    return `Apply failed with 1 conflict: conflict with ${managerText(first.with)}: ${pathText(first.path)}`;
  }
  const whos = [...new Map(conflicts.map((conflict) => [managerText(conflict.with), conflict.with]))];
  const lines = whos
    .toSorted(([, a], [, b]) => compareStrings(identifier(a), identifier(b)))
    .flatMap(([text]) => [
      `conflicts with ${text}:`,
      ...conflicts.filter((conflict) => managerText(conflict.with) === text).map(({ path }) => `- ${pathText(path)}`),
    ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join("\n")}`;
};

/** By which managers are told apart, and told in order: the entry as JSON, without its fields and time. */
const identifier = ({ manager, operation, apiVersion, subresource }: Who): string =>
  JSON.stringify({
    manager,
    operation,
    ...(operation === "Update" ? { apiVersion } : {}),
    ...(subresource === undefined ? {} : { subresource }),
  });

export const conflictCauses = (
  conflicts: readonly Conflict[],
): readonly { reason: string; message: string; field: string }[] =>
  conflicts.map((conflict) => ({
    reason: "FieldManagerConflict",
    message: `conflict with ${managerText(conflict.with)}`,
    field: pathText(conflict.path),
  }));
