// The meaning of every field, in Kubernetes' own words: 38 kB, loaded only by those who show it.
import generated from "./generated/docs.json" with { type: "json" };
import type { SchemaDocs } from "./schema.ts";

export const docs = generated as unknown as SchemaDocs;
