// A refusal as one can read it: the API server's words, without the value that they repeat, and where a misplaced field belongs.
import { placeOfField, type FieldPlace, type Manifest, type YamlProblem } from "#language";
import { runtimeWords } from "../i18n/runtime-words.ts";
import type { Words } from "../i18n/words.ts";
import type { EditorView } from "../view-models/editor.ts";

export const refusedView = (refusal: string, manifest: Manifest, words: Words): EditorView["applied"] => {
  const text = folded(refusal);
  const slips = /\byaml: /.test(refusal) ? manifest.problems.filter(({ slip }) => slip !== undefined) : [];
  const advice = [
    ...placesIn(refusal, manifest).map((place) => adviceOf(place, words)),
    // kubectl gives up at the first, and often names a line further down.
    ...slips.slice(0, 1).map((problem) => slipAt(problem, manifest, words)),
  ];
  return {
    state: "refused",
    text,
    ...(text === refusal ? {} : { whole: refusal }),
    ...(advice.length === 0 ? {} : { advice }),
  };
};

const slipAt = ({ slip, range }: YamlProblem, manifest: Manifest, words: Words): string => {
  const { atLine, slips } = runtimeWords(words);
  return slip ? atLine(manifest.position(range.from).line, slips[slip]) : "";
};

/** A value longer than this is not read, but looked past. */
const LONG = 60;

/** `Invalid value: "map[apiVersion:apps/v1 ...]": strict decoding error` without what stands in the quotes. */
const folded = (refusal: string): string =>
  refusal.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
    quoted.length > LONG && /^"(map\[|\{|\[)/.test(quoted) ? '"…"' : quoted,
  );

/** Of each field that is unknown where it stands. */
export const placesIn = (message: string, { documents }: Manifest): readonly FieldPlace[] => {
  const fields = new Set([...message.matchAll(/unknown field \\?"([^"\\]+)\\?"/g)].map(([, field = ""]) => field));
  return [...fields].flatMap((field) => {
    for (const { object } of documents) {
      const place = object && placeOfField(object, field);
      if (place) return [place];
    }
    return [];
  });
};

export const adviceOf = ({ kind, name, field }: FieldPlace, words: Words): string =>
  runtimeWords(words)[kind](name, field);
