// A manifest as text: its YAML documents, and the way between a place in the text and a path in the object.
import { isJsonObject } from "#api/json";
import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node } from "yaml";
import type { JsonObject } from "#api/meta";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import { kubeYaml } from "#api/yaml-options";
import { faultOf, slipOf, type YamlSlip } from "./yaml-slip.ts";

/** Half open: from the first character to the one after the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type PathPart = string | number;
export type Path = readonly PathPart[];

export interface YamlProblem {
  readonly range: Range;
  /** As the parser says it, without the text that it repeats. */
  readonly message: string;
  /** Of the first problem of a document: what follows comes of it. */
  readonly slip?: YamlSlip;
}

export interface ManifestDocument {
  readonly range: Range;
  readonly root: Node | null;
  /** What the document says, if it is a map. */
  readonly object: JsonObject | undefined;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

export interface Manifest {
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly YamlProblem[];
  /** One-based line and column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number };
}

/** What the parser may be asked to read: more than this is not looked into while somebody types. */
const LARGEST = 400_000;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const parseManifest = (source: string): Manifest => {
  const lines = new LineCounter();
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (source.length > LARGEST) {
    const message = `the file is larger than ${LARGEST / 1000} kB: it is applied as it is, but not checked here`;
    return { documents: [], problems: [{ range: { from: 0, to: 1 }, message }], position };
  }
  if (isTooDeep(source))
    return { documents: [], problems: [{ range: { from: 0, to: 1 }, message: TOO_DEEP }], position };
  const parsed = parseAllDocuments(source, { ...kubeYaml, lineCounter: lines });
  const list = Array.isArray(parsed) ? parsed : [];
  const problems = list.flatMap((d) =>
    d.errors.map((e, i): YamlProblem => {
      const slip = i === 0 ? slipOf(e, source) : undefined;
      return {
        range: rangeOf(faultOf(e, slip, source)),
        message: e.message.split("\n")[0]!,
        ...(slip ? { slip } : {}),
      };
    }),
  );
  return { documents: list.map(toDocument), problems, position };
};

const rangeOf = ([from, to]: readonly [number, number] | readonly [number, number, number]): Range => ({
  from,
  to: Math.max(to, from + 1),
});

const toDocument = (document: Document): ManifestDocument => {
  const root = document.contents;
  const value = root && document.errors.length === 0 ? safeJs(document) : undefined;
  const object = isJsonObject(value) ? value : undefined;
  const metadata = object?.["metadata"] as JsonObject | undefined;
  const field = (name: string): string =>
    isMap(root) ? text((root.get(name, true) as { readonly value?: unknown } | undefined)?.value) : "";
  return {
    range: rangeOf(document.range ?? [0, 1]),
    root,
    object,
    apiVersion: field("apiVersion"),
    kind: field("kind"),
    name: text(metadata?.["name"]),
    namespace: text(metadata?.["namespace"]) || "default",
  };
};

/** Aliases that grow without end are refused by the parser: such a document has no value. */
const safeJs = (document: Document): unknown => {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
};

/** Where the value at `path` stands; of the deepest part of the path that is there. `key` asks for the key's place instead. */
export const locate = (document: ManifestDocument, path: Path, part: "key" | "value" = "value"): Range | undefined => {
  let node: unknown = document.root;
  let found = isMap(node) || isSeq(node) ? headOf(document) : undefined;
  for (const step of path) {
    const next = child(node, step);
    if (!next) return found;
    node = next.value;
    found = (part === "value" && valueRange(next.value)) || next.key || found;
  }
  return found;
};

/** A document as a whole is pointed at by its first key. */
const headOf = ({ root }: ManifestDocument): Range | undefined => {
  if (!isMap(root)) return root?.range ? rangeOf(root.range) : undefined;
  const first = root.items[0]?.key;
  return isScalar(first) && first.range ? rangeOf(first.range) : undefined;
};

interface Child {
  readonly key: Range | undefined;
  readonly value: unknown;
}

const child = (node: unknown, step: PathPart): Child | undefined => {
  if (isMap(node)) {
    const pair = node.items.find((i) => isScalar(i.key) && String(i.key.value) === String(step));
    if (!pair) return undefined;
    const { key } = pair;
    return { key: isScalar(key) && key.range ? rangeOf(key.range) : undefined, value: pair.value };
  }
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step] as Node | undefined;
    return item ? { key: item.range ? rangeOf(item.range) : undefined, value: item } : undefined;
  }
  return undefined;
};

/** Of a scalar its text; a map or list is too long to be underlined whole. */
const valueRange = (node: unknown): Range | undefined =>
  isScalar(node) && node.range ? rangeOf([node.range[0], node.range[1]]) : undefined;

/** `spec.containers[0].image`, `metadata.labels[app]` as the API server writes field paths, in parts. */
export const parseFieldPath = (field: string): Path => {
  const parts: PathPart[] = [];
  for (const [, name, index] of field.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) parts.push(name);
    else if (index !== undefined) parts.push(/^\d+$/.test(index) ? Number(index) : index);
  }
  return parts;
};
