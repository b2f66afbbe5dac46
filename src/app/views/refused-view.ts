// A refusal as one can read it: the API server's words, without the value that they repeat, and where a misplaced field belongs.
import { placeOfField, type Manifest } from "#language";
import type { Words } from "../i18n/words.ts";
import type { EditorView } from "../view-models/editor.ts";

export const refusedView = (refusal: string, manifest: Manifest, words: Words): EditorView["applied"] => {
  const text = folded(refusal);
  const advice = adviceOn(refusal, manifest, words);
  return {
    state: "refused",
    text,
    ...(text === refusal ? {} : { whole: refusal }),
    ...(advice.length === 0 ? {} : { advice }),
  };
};

/** A value longer than this is not read, but looked past. */
const LONG = 60;

/** `Invalid value: "map[apiVersion:apps/v1 ...]": strict decoding error` without what stands in the quotes. */
const folded = (refusal: string): string =>
  refusal.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
    quoted.length > LONG && /^"(map\[|\{|\[)/.test(quoted) ? '"…"' : quoted,
  );

/** Of each field that is unknown where it stands. */
export const adviceOn = (message: string, { documents }: Manifest, words: Words): readonly string[] => {
  const fields = new Set([...message.matchAll(/unknown field \\?"([^"\\]+)\\?"/g)].map(([, field = ""]) => field));
  return [...fields].flatMap((field) => {
    for (const { apiVersion, kind } of documents) {
      const place = placeOfField(apiVersion, kind, field);
      if (place) return [words.editor[place.kind](place.name, place.field)];
    }
    return [];
  });
};
