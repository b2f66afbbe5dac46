// What may be typed here, and what a field means.
import { allKinds, structIn, type SchemaDocs, type SchemaField } from "#api/schema/schema";
import { cursorAt, type Cursor } from "./cursor.ts";
import { structAt } from "./schema-walk.ts";

export interface Completion {
  readonly label: string;
  /** `<[]Container>`, `<string>`: as kubectl explain writes types. */
  readonly detail: string;
  readonly documentation: string;
  readonly insertText: string;
  readonly kind: "field" | "value";
}

export interface Completions {
  readonly items: readonly Completion[];
  readonly fromOffset: number;
  readonly toOffset: number;
}

/** Completions at `offset`. Without `docs` (they load late) fields come without their meaning. */
export const complete = (text: string, offset: number, docs?: SchemaDocs): Completions => {
  const cursor = cursorAt(text, offset);
  const items = cursor.isInValue ? valueItems(cursor, docs) : fieldItems(cursor, docs);
  return { items, fromOffset: cursor.from, toOffset: cursor.to };
};

/** What the field under the cursor means; undefined if nothing is known. */
export const hover = (text: string, offset: number, docs?: SchemaDocs): string | undefined => {
  const { apiVersion, kind, path, key } = cursorAt(text, offset);
  const struct = structAt(apiVersion, kind, path);
  const field = struct?.fields.get(key);
  if (!struct || !field) return undefined;
  const meaning = docs?.docs[struct.name]?.[key] ?? "";
  return `${key} ${typeText(field)}${field.isRequired ? " (required)" : ""}\n\n${meaning}`.trimEnd();
};

const TOP_FIELDS = ["apiVersion", "kind", "metadata", "spec"];

const fieldItems = (cursor: Cursor, docs: SchemaDocs | undefined): Completion[] => {
  const struct = structAt(cursor.apiVersion, cursor.kind, cursor.path);
  if (!struct) return cursor.path.length === 0 ? TOP_FIELDS.filter((f) => !cursor.siblings.has(f)).map(topField) : [];
  return [...struct.fields.values()]
    .filter((f) => !cursor.siblings.has(f.name) && !(cursor.path.length === 0 && f.name === "status"))
    .map((field) => ({
      label: field.name,
      detail: typeText(field),
      documentation: docs?.docs[struct.name]?.[field.name] ?? "",
      insertText: field.name + opening(field, cursor.indent),
      kind: "field" as const,
    }));
};

const topField = (name: string): Completion => ({
  label: name,
  detail: "",
  documentation: "",
  insertText: name === "metadata" || name === "spec" ? `${name}:\n  ` : `${name}: `,
  kind: "field",
});

/** What follows the name: a value, or the first line of what it holds. */
const opening = ({ fieldType }: SchemaField, indent: number): string => {
  const deeper = `\n${" ".repeat(indent + 2)}`;
  if (fieldType.type === "scalar") return ": ";
  if (fieldType.type === "list") return `:\n${" ".repeat(indent)}- `;
  return `:${deeper}`;
};

const valueItems = (cursor: Cursor, docs: SchemaDocs | undefined): Completion[] => {
  if (cursor.path.length === 0 && cursor.key === "kind") return kindItems(cursor);
  if (cursor.path.length === 0 && cursor.key === "apiVersion")
    return [...new Set(allKinds().map(([v]) => v))].map(value);
  const field = structAt(cursor.apiVersion, cursor.kind, cursor.path)?.fields.get(cursor.key);
  if (field?.fieldType.type !== "scalar") return [];
  if (field.fieldType.scalar === "bool") return ["true", "false"].map(value);
  const values = field.fieldType.typeName ? docs?.enums[field.fieldType.typeName] : undefined;
  return values ? values.split("|").map(value) : [];
};

const kindItems = ({ apiVersion }: Cursor): Completion[] =>
  allKinds()
    .filter(([version]) => apiVersion === "" || version === apiVersion)
    .map(([, kind]) => value(kind));

const value = (text: string): Completion => ({
  label: text,
  detail: "",
  documentation: "",
  insertText: text,
  kind: "value",
});

const typeText = ({ fieldType }: SchemaField): string => {
  const inner = structIn(fieldType)?.name;
  switch (fieldType.type) {
    case "scalar":
      return `<${fieldType.typeName ?? fieldType.scalar}>`;
    case "list":
      return `<[]${inner ?? (fieldType.of.type === "scalar" ? fieldType.of.scalar : "map")}>`;
    case "map":
      return "<map[string]string>";
    case "struct":
      return `<${inner ?? "Object"}>`;
  }
};
