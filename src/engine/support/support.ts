// Never silently wrong: what Drydock does with each field of each kind. The editor, apply and a list of their own read this.
import type { Json, JsonObject } from "#api/meta";
import { structIn, structNamed, structOfObject, type SchemaStruct } from "#api/schema/schema";
import { simulatedFields, supportRows, type Support } from "./rows.ts";

export interface SupportNote {
  /** `spec.template.spec.containers[0].securityContext`. */
  readonly path: string;
  readonly message: string;
}

/** What becomes of a field of a struct of the schema; undefined if nobody said. */
export const supportOf = (struct: string, field: string): Support | "simulated" | undefined => {
  const row = supportRows[`${struct}.${field}`];
  if (row) return row;
  return (simulatedFields[struct] ?? "").split(" ").includes(field) ? "simulated" : undefined;
};

/** Notes for the fields that an object uses and that have no effect: the outermost of each. */
export const supportNotes = (object: JsonObject): readonly SupportNote[] => {
  const notes: SupportNote[] = [];
  visit(object, structOfObject(object), { path: "", notes });
  return notes;
};

interface Walk {
  readonly path: string;
  readonly notes: SupportNote[];
}

const visit = (value: Json, struct: SchemaStruct | undefined, { path, notes }: Walk): void => {
  if (!struct) return;
  if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Json[]).entries()) visit(item, struct, { path: `${path}[${i}]`, notes });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    const field = struct.fields.get(name);
    if (!field) continue;
    const below: Walk = { path: path === "" ? name : `${path}.${name}`, notes };
    const support = supportOf(struct.name, name);
    if (support && support !== "simulated") notes.push({ path: below.path, message: support.why });
    else if (field.fieldType.type !== "map") visit(child, structNamed(structIn(field.fieldType)?.name ?? ""), below);
  }
};
