// What Drydock says beside kubectl, set apart from it: fields of the applied files that have no effect here.
import { isJsonObject } from "#api/json";
import { parseAllDocuments } from "yaml";
import type { JsonObject } from "#api/meta";
import { kubeYaml } from "#api/yaml-options";
import { supportNotes } from "#engine/checks";

const VERBS: ReadonlySet<string> = new Set(["apply", "create", "replace"]);
const MOST_NOTES = 5;

/** One line a field, for a kubectl line that reads files. */
export const notesOf = (
  words: readonly string[],
  readFile: (path: string) => string | undefined,
): readonly string[] => {
  if (!VERBS.has(words[0] ?? "")) return [];
  const texts = filesOf(words).map((file) => readFile(file) ?? "");
  const notes = new Set(texts.flatMap(objectsOf).flatMap((o) => supportNotes(o).map((n) => `${n.path}: ${n.message}`)));
  return [...notes].slice(0, MOST_NOTES);
};

const filesOf = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, i) => {
    if (word === "-f" || word === "--filename") return (words[i + 1] ?? "").split(",");
    return /^(?:-f=?|--filename=)(.+)$/.exec(word)?.[1]?.split(",") ?? [];
  });

const objectsOf = (text: string): readonly JsonObject[] => {
  if (text.length > 200_000) return [];
  try {
    return parseAllDocuments(text, kubeYaml)
      .filter((d) => d.errors.length === 0)
      .map((d) => d.toJS({ maxAliasCount: 100 }) as unknown)
      .filter(isJsonObject);
  } catch {
    return []; // Too deep, or aliases that grow without end: kubectl says so itself.
  }
};
