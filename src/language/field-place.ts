// Where a field that may not stand where it was written belongs: the schema knows every place that has one of that name.
import { structIn, structOf, type FieldType, type SchemaStruct } from "#api/schema/schema";
import type { JsonObject } from "#api/meta";
import { parseFieldPath, type Path } from "./documents.ts";
import { structAt } from "./schema-walk.ts";

export type FieldPlace =
  /** It is a slip of the pen for this one. */
  | { readonly kind: "like"; readonly name: string; readonly field: string }
  /** It belongs under this one: `spec.template.spec.containers[]`. */
  | { readonly kind: "under"; readonly name: string; readonly field: string };

/** `field` is what an `unknown field "..."` names, in this object. */
export const placeOfField = (object: JsonObject, field: string): FieldPlace | undefined => {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  const path = parseFieldPath(field);
  const name = path.at(-1);
  if (typeof name !== "string") return undefined;
  const parent = path.slice(0, -1);
  const like = likest(name, structAt(apiVersion, kind, parent));
  if (like !== undefined) return { kind: "like", name, field: like };
  const names = parent.filter((part) => typeof part === "string");
  const places = placesOf(apiVersion, kind, name).toSorted(
    (a, b) =>
      shared(b, names) - shared(a, names) ||
      // What is written there already is what was meant: httpGet before grpc.
      missing(a, parent, object) - missing(b, parent, object) ||
      // Of equals the plain one: containers before initContainers.
      a.length - b.length ||
      a.join().length - b.join().length,
  );
  const [best] = places;
  return best && { kind: "under", name, field: best.length === 0 ? kind : best.join(".") };
};

/** Letters that are other, too many or too few. */
const SLIPS = 2;

const likest = (name: string, struct: SchemaStruct | undefined): string | undefined => {
  const names = [...(struct?.fields.keys() ?? [])].map((other) => ({ other, slips: slipsOf(name, other) }));
  const best = names.toSorted((a, b) => a.slips - b.slips)[0];
  return best && best.slips <= SLIPS && name.length > SLIPS + 1 ? best.other : undefined;
};

const slipsOf = (a: string, b: string): number => {
  if (a.toLowerCase() === b.toLowerCase()) return 0;
  if (Math.abs(a.length - b.length) > SLIPS) return SLIPS + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (a[i] === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
};

type Steps = readonly string[];

/** How deep kinds are looked through: a container's probe in a CronJob lies eight below. */
const DEEPEST = 9;

/** The ways to all structs of a kind that have a field of this name; none goes through the same struct twice. */
const placesOf = (apiVersion: string, kind: string, name: string): readonly Steps[] => {
  const root = structOf(apiVersion, kind);
  const found: Steps[] = [];
  let level: readonly Found[] = root ? [{ struct: root, at: [], through: [] }] : [];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    for (const { struct, at } of level) if (struct.fields.has(name)) found.push(at);
    level = level.flatMap(below);
  }
  return found;
};

interface Found {
  readonly struct: SchemaStruct;
  readonly at: Steps;
  readonly through: readonly string[];
}

const below = ({ struct, at, through }: Found): readonly Found[] =>
  [...struct.fields.values()].flatMap((field) => {
    const inner = structIn(field.fieldType);
    // Nobody writes a status by hand.
    if (!inner || field.name === "status" || through.includes(inner.name)) return [];
    return [{ struct: inner, at: [...at, field.name + listMark(field.fieldType)], through: [...through, inner.name] }];
  });

const listMark = (type: FieldType): string => (type.type === "list" ? "[]" : "");

/** How far two ways go together. */
const shared = (place: Steps, names: Steps): number => {
  let n = 0;
  while (n < place.length && n < names.length && place[n]!.replace("[]", "") === names[n]) n++;
  return n;
};

/** How many steps of a place the object does not have. Through lists it goes where the field was written, else to the first item. */
const missing = (place: Steps, written: Path, object: JsonObject): number => {
  let at: unknown = object;
  let from: Path = written;
  for (const [n, step] of place.entries()) {
    const name = step.replace("[]", "");
    if (typeof at !== "object" || at === null || !(name in at)) return place.length - n;
    at = (at as Readonly<Record<string, unknown>>)[name];
    from = from[0] === name ? from.slice(1) : [];
    if (name === step) continue;
    const [item] = from;
    at = Array.isArray(at) ? at[typeof item === "number" ? item : 0] : undefined;
    from = from.slice(1);
  }
  return 0;
};
