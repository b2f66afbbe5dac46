// Models genericDescriber of kubectl/pkg/describe/describe.go (v1.36): every field, for kinds without a page of their own.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { goValue } from "../go/format.ts";
import { sortedKeys } from "../object.ts";
import type { Describer } from "./describer.ts";
import { eventsOf } from "./events.ts";
import { heading } from "./parts.ts";
import type { Writer } from "./writer.ts";

const SKIPPED = [
  ".metadata.managedFields",
  ".metadata.name",
  ".metadata.namespace",
  ".metadata.labels",
  ".metadata.annotations",
];

const ACRONYMS = ["API", "URL", "UID", "OSB", "GUID"];

/** `creationTimestamp` is `Creation Timestamp`. */
const label = (field: string): string => {
  if (/[^\p{L}-]/u.test(field)) return field;
  return (field.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|-/g) ?? [field])
    .map((part) =>
      ACRONYMS.includes(part.toUpperCase()) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join(" ");
};

const content = (w: Writer, level: number, object: JsonObject, path: string): void => {
  for (const field of sortedKeys(object)) {
    const here = `${path}.${field}`;
    if (!SKIPPED.includes(here)) value(w, level, { title: label(field), value: object[field] ?? null, path: here });
  }
};

const value = (w: Writer, level: number, item: { title: string; value: Json; path: string }): void => {
  if (isJsonObject(item.value)) {
    w.line(level, `${item.title}:`);
    content(w, level + 1, item.value, item.path);
  } else if (Array.isArray(item.value)) {
    w.line(level, `${item.title}:`);
    for (const child of item.value as readonly Json[]) {
      if (isJsonObject(child)) content(w, level + 1, child, item.path);
      else w.line(level + 1, goValue(child));
    }
  } else w.field(level, item.title, goValue(item.value));
};

export const describeGeneric: Describer = (w, object, context) => {
  heading(w, object);
  content(w, 0, object, "");
  eventsOf(w, object, context);
};
