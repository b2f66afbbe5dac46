// The meaning of fields. It is large, so that whoever shows this terminal loads it when there is time and hands it in;
// until then explain knows names, types and what is required.
import type { SchemaDocs } from "#api/schema/schema";

const NONE: SchemaDocs = { docs: {}, enums: {} };

let known = NONE;

/** Constant texts, the same for every cluster: no part of its state. */
export const useFieldDocs = (docs: SchemaDocs): void => {
  known = docs;
};

/** The first sentence about a field; of the struct itself without a field. */
export const meaningOf = (struct: string, field = ""): string => known.docs[struct]?.[field] ?? "";

export const valuesOf = (typeName: string | undefined): readonly string[] =>
  typeName === undefined ? [] : (known.enums[typeName]?.split("|") ?? []);
