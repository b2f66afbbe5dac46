// Models sigs.k8s.io/structured-merge-diff fieldpath and typed.ToFieldSet (v6): sets of fields, as managedFields write them.
import { isJsonObject } from "#api/json";
import { compareStrings } from "#api/compare";
import type { Json, JsonObject } from "#api/meta";
import { KEY_DEFAULTS, memberOf, type Place } from "./topology.ts";

/** Paths; each is its elements (`f:spec`, `k:{"name":"web"}`, `v:"x"`), a line each. */
export type FieldSet = ReadonlySet<string>;

export const NO_FIELDS: FieldSet = new Set();

export const below = (path: string, element: string): string => (path === "" ? element : `${path}\n${element}`);

/** Of an item of a list, by its keys. */
export const keyElement = (keys: readonly string[], item: JsonObject): string => {
  const named = keys.toSorted(compareStrings).map((key) => [key, item[key] ?? KEY_DEFAULTS[key] ?? null] as const);
  return `k:${JSON.stringify(Object.fromEntries(named))}`;
};

export const valueElement = (value: Json): string => `v:${JSON.stringify(value)}`;

/** The parts of a value that have owners of their own, by their elements. */
export const partsOf = (value: Json | undefined, place: Place): ReadonlyMap<string, Part> => {
  const parts = new Map<string, Part>();
  if (place.kind === "list") {
    for (const item of Array.isArray(value) ? (value as readonly Json[]) : []) {
      if (isJsonObject(item)) parts.set(keyElement(place.keys, item), { value: item, place: place.of, isItem: true });
    }
  } else if (place.kind === "set") {
    for (const item of Array.isArray(value) ? (value as readonly Json[]) : []) {
      parts.set(valueElement(item), { value: item, place: { kind: "leaf" }, isItem: true });
    }
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      const known = memberOf(place, name) ?? { kind: "leaf" };
      parts.set(`f:${name}`, { value: member, place: known, isItem: false });
    }
  }
  return parts;
};

interface Part {
  readonly value: Json;
  readonly place: Place;
  readonly isItem: boolean;
}

const isEmptyMap = (value: Json): boolean => isJsonObject(value) && Object.keys(value).length === 0;

/** What somebody who writes this down claims to own. */
export const fieldsOf = (value: Json, place: Place, path = "", into = new Set<string>()): Set<string> => {
  if (place.kind === "leaf") {
    into.add(path);
    return into;
  }
  for (const [element, part] of partsOf(value, place)) {
    const here = below(path, element);
    fieldsOf(part.value, part.place, here, into);
    if (part.isItem || part.value === null || isEmptyMap(part.value)) into.add(here);
  }
  return into;
};

export const union = (...sets: readonly FieldSet[]): Set<string> => {
  const all = new Set<string>();
  for (const set of sets) for (const path of set) all.add(path);
  return all;
};
export const without = (set: FieldSet, others: FieldSet): Set<string> =>
  new Set([...set].filter((path) => !others.has(path)));
export const common = (set: FieldSet, others: FieldSet): Set<string> =>
  new Set([...set].filter((path) => others.has(path)));

/** Set.EnsureNamedFieldsAreMembers: with all named fields on the way. */
export const withNamed = (set: FieldSet): Set<string> => {
  const all = new Set(set);
  for (const path of set) {
    const elements = path.split("\n");
    for (let i = elements.length - 1; i > 0; i--) {
      if (elements[i - 1]?.startsWith("f:")) all.add(elements.slice(0, i).join("\n"));
    }
  }
  return all;
};

interface Tree {
  isMember: boolean;
  readonly children: Map<string, Tree>;
}

const treeOf = (set: FieldSet): Tree => {
  const root: Tree = { isMember: false, children: new Map() };
  for (const path of set) {
    let at = root;
    for (const element of path.split("\n")) {
      const next = at.children.get(element) ?? { isMember: false, children: new Map<string, Tree>() };
      at.children.set(element, next);
      at = next;
    }
    at.isMember = true;
  }
  return root;
};

const sorted = ({ children }: Tree): [string, Tree][] => [...children].toSorted(([a], [b]) => compareStrings(a, b));

/** In the order in which the real set is walked: what belongs to it here, then what lies below. */
export const inOrder = (set: FieldSet): string[] => {
  const walk = (tree: Tree, path: string): string[] => {
    const next = sorted(tree).map(([element, child]) => [below(path, element), child] as const);
    const here = next.filter(([, { isMember }]) => isMember).map(([at]) => at);
    return [...here, ...next.flatMap(([at, child]) => walk(child, at))];
  };
  return walk(treeOf(set), "");
};

/** As managedFields write it. */
export const toFieldsV1 = (set: FieldSet): JsonObject => {
  const write = (tree: Tree): JsonObject => {
    const children = sorted(tree).map(([element, child]) => [element, write(child)] as const);
    const self = tree.isMember && tree.children.size > 0 ? [[".", {}] as const] : [];
    return Object.fromEntries([...self, ...children]);
  };
  return write(treeOf(set));
};

export const fromFieldsV1 = (fields: JsonObject, path = "", into = new Set<string>()): Set<string> => {
  for (const [element, child] of Object.entries(fields)) {
    if (element === "." || !isJsonObject(child)) continue;
    const here = below(path, element);
    if (Object.keys(child).length === 0 || Object.hasOwn(child, ".")) into.add(here);
    fromFieldsV1(child, here, into);
  }
  return into;
};

/** As errors write it: `.spec.containers[name="web"].image`. */
export const pathText = (path: string): string =>
  path
    .split("\n")
    .map((element) => {
      if (element.startsWith("f:")) return `.${element.slice(2)}`;
      if (element.startsWith("v:")) return `[=${element.slice(2)}]`;
      const keys = Object.entries(JSON.parse(element.slice(2)) as JsonObject);
      return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
    })
    .join("");
