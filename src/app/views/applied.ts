// Whether a manifest says what the cluster has: every field that it names has its value in the live object, and none that was applied
// before is missing in it, since an apply would take that away.
import type { JsonObject } from "#api/meta";
import { keyOf, resourceOf } from "#api/scheme";
import type { Manifest, ManifestDocument, Path } from "#language";
import type { Cluster } from "#engine";

export type AppliedState = "same" | "differs" | "new";

export const appliedState = (manifest: Manifest, cluster: Cluster): AppliedState => {
  // What cannot be read is not in the cluster, and applying it tells why.
  let state: AppliedState = manifest.problems.length > 0 || manifest.documents.length === 0 ? "differs" : "same";
  for (const document of manifest.documents) {
    const { object } = document;
    if (!object) {
      if (!isEmpty(document)) state = "differs";
      continue;
    }
    const live = liveOf(object, cluster);
    if (!live) return "new";
    if (!isPartOf(object, live) || takesAway(lastApplied(live), withNamespace(object), live)) state = "differs";
  }
  return state;
};

const isEmpty = ({ root }: ManifestDocument): boolean => root === null || ("value" in root && root.value === null);

/** The live object of a manifest's document. */
export const liveOf = (object: JsonObject, cluster: Cluster): JsonObject | undefined => {
  const { apiVersion, kind, metadata } = object;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  const info = resourceOf(apiVersion, kind);
  const { name, namespace } = (metadata ?? {}) as { readonly name?: string; readonly namespace?: string };
  if (!info || typeof name !== "string") return undefined;
  const key = keyOf({ metadata: { name, ...(info.namespaced ? { namespace: namespace ?? "default" } : {}) } });
  return cluster.sim.store.get(info.plural, key) as unknown as JsonObject | undefined;
};

/** Lists are compared by position, and by name where their items have one: a server may add items, as it adds fields. */
const isPartOf = (wanted: unknown, live: unknown): boolean => {
  if (wanted === null || wanted === undefined) return true;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(live)) return wanted.length === 0;
    return wanted.every((item, i) => isPartOf(item, named(item, live) ?? live[i]));
  }
  if (typeof wanted === "object") {
    if (typeof live !== "object" || live === null) return Object.keys(wanted).length === 0;
    return Object.entries(wanted).every(([k, v]) => isPartOf(v, (live as Record<string, unknown>)[k]));
  }
  return wanted === live || scalarText(wanted) === scalarText(live);
};

/** Whether what happens to the running object comes from what a manifest's object says there; from its silence, where the live one has nothing either. */
export const isSaidBy = (
  object: JsonObject | undefined,
  path: Path,
  { live, running }: { readonly live: unknown; readonly running: unknown },
): boolean => {
  const said = valueAt(object, path);
  return isNothing(said) ? isNothing(valueAt(live, path)) : isPartOf(said, valueAt(running, path));
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key) => (at as Readonly<Record<string | number, unknown>> | null | undefined)?.[key],
    value,
  );

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Nothing where it was made otherwise, or where somebody has overwritten the note. */
const lastApplied = (live: JsonObject): unknown => {
  const { annotations } = live["metadata"] as { readonly annotations?: Readonly<Record<string, string>> };
  try {
    return JSON.parse(annotations?.[LAST_APPLIED] ?? "null");
  } catch {
    return null;
  }
};

/** kubectl notes the namespace, also where the file leaves it out. */
const withNamespace = (object: JsonObject): JsonObject => ({
  ...object,
  metadata: { namespace: "default", ...(object["metadata"] as JsonObject) },
});

/** Something was applied, is no longer wanted, and is still there. */
const takesAway = (before: unknown, wanted: unknown, live: unknown): boolean => {
  if (isNothing(before) || isNothing(live)) return false;
  if (isNothing(wanted)) return true;
  if (Array.isArray(before)) {
    if (!Array.isArray(wanted) || !Array.isArray(live)) return false;
    return before.some((item, i) => takesAway(item, named(item, wanted) ?? wanted[i], named(item, live) ?? live[i]));
  }
  if (typeof before !== "object" || typeof wanted !== "object" || typeof live !== "object") return false;
  return Object.entries(before!).some(([k, v]) =>
    takesAway(v, (wanted as Record<string, unknown>)[k], (live as Record<string, unknown>)[k]),
  );
};

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);

/** A quantity may stand as a number in YAML and as a string in the cluster. */
const scalarText = (value: unknown): string => JSON.stringify(value)?.replace(/^"(.*)"$/s, "$1") ?? "";

const named = (item: unknown, live: readonly unknown[]): unknown => {
  const name = (item as { readonly name?: unknown } | null)?.name;
  return name === undefined ? undefined : live.find((l) => (l as { readonly name?: unknown } | null)?.name === name);
};
