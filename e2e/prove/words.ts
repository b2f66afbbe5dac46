// How a lesson is written: terms, lengths, links, and the time that its speaker takes. The table is lessons/terms.yaml.
import * as v from "valibot";
import { parse } from "yaml";
import { parseProse, type Lesson } from "#tutor";

const termSchema = v.strictObject({ wrong: v.string(), say: v.string() });
const tableSchema = v.strictObject({
  ko: v.array(termSchema),
  en: v.array(termSchema),
  lengths: v.strictObject({
    sentenceWords: v.number(),
    paragraphSentences: v.number(),
    notesShare: v.tuple([v.number(), v.number()]),
  }),
  links: v.strictObject({ both: v.array(v.string()), en: v.array(v.string()) }),
});

export type Terms = v.InferOutput<typeof tableSchema>;
type Language = "en" | "ko";

export const readTerms = (yaml: string): Terms => v.parse(tableSchema, parse(yaml));

interface Paragraph {
  /** Of its first line, from 1. */
  readonly line: number;
  readonly text: string;
  readonly isNote: boolean;
}

/** What is wrong with the words of a lesson, one line each: `ko.md:12: ...`. */
export const wordProblems = (folder: { readonly [file: string]: string }, lesson: Lesson, terms: Terms): string[] =>
  (["en", "ko"] as const).flatMap((language) => {
    const text = folder[`${language}.md`] ?? "";
    return [...checkWords(text, language, terms), ...checkTimes(text, language, { lesson, terms })];
  });

const checkWords = (markdown: string, language: Language, terms: Terms): string[] =>
  paragraphs(markdown).flatMap((p) =>
    [...wrongTerms(p, terms[language]), ...tooLong(p, terms.lengths), ...wrongLinks(p, language, terms.links)].map(
      (problem) => `${language}.md:${p.line}: ${problem}`,
    ),
  );

interface OfLesson {
  readonly lesson: Lesson;
  readonly terms: Terms;
}

/** The speaker's notes together take about as long as the lesson says, in every language. */
const checkTimes = (markdown: string, language: Language, { lesson: { minutes }, terms }: OfLesson): string[] => {
  const steps = Object.values(parseProse(markdown).steps);
  const total = steps.reduce((ms, step) => ms + (step.notes?.ms ?? 0), 0) / 60_000;
  const [least, most] = terms.lengths.notesShare.map((share) => share * minutes) as [number, number];
  if (total >= least && total <= most) return [];
  const sum = Math.round(total * 10) / 10;
  return [`${language}.md: the notes take ${sum} minutes together, lesson.yaml says minutes: ${minutes}`];
};

/** Paragraphs, list items and headings with their words; code blocks are none. */
const paragraphs = (markdown: string): Paragraph[] => {
  const found: { line: number; lines: string[]; isNote: boolean }[] = [];
  let isCode = false;
  let isNote = false;
  let isOpen = false;
  for (const [i, line] of markdown.split(/\r?\n/).entries()) {
    if (line.startsWith("```")) isCode = !isCode;
    const heading = /^#+ /.exec(line);
    if (heading) isNote = line.startsWith("### notes");
    if (isCode || line.startsWith("```") || line.trim() === "") isOpen = false;
    else if (isOpen && !heading && !/^(- |\d+\. |> )/.test(line)) found.at(-1)!.lines.push(line);
    else {
      found.push({ line: i + 1, lines: [line.replace(/^(?:# |#{2,3} [^:]*(?:: |$))/, "")], isNote });
      isOpen = !heading;
    }
  }
  return found.map(({ lines, ...p }) => ({ ...p, text: lines.join(" ") }));
};

/** Without what is set as code, and without addresses. */
const plain = (text: string): string => text.replaceAll(/`[^`]*`/g, "x").replaceAll(/\]\([^)]*\)/g, "]");

const wrongTerms = ({ text }: Paragraph, terms: Terms["en"]): string[] =>
  terms.flatMap(({ wrong, say }) => {
    const found = new RegExp(wrong, "u").exec(plain(text));
    return found ? [`"${found[0]}": write ${say}`] : [];
  });

const tooLong = ({ text, isNote }: Paragraph, { sentenceWords, paragraphSentences }: Terms["lengths"]): string[] => {
  const sentences = plain(text)
    .split(/(?<=[.!?。])["”’)*]*\s+/u)
    .filter((s) => s.trim() !== "");
  const long = sentences
    .map((s) => s.trim().split(/\s+/).length)
    .filter((words) => words > sentenceWords)
    .map((words) => `a sentence of ${words} words; the most is ${sentenceWords}`);
  if (isNote || sentences.length <= paragraphSentences) return long;
  return [...long, `a paragraph of ${sentences.length} sentences; the most is ${paragraphSentences}`];
};

const LINK = /\]\(([^)]*)\)/g;
const KUBERNETES = /^https:\/\/kubernetes\.io\/(ko\/)?docs\/([a-z0-9/-]*?)\/?(#\S+)?$/;

const wrongLinks = ({ text }: Paragraph, language: Language, links: Terms["links"]): string[] =>
  [...text.matchAll(LINK)].flatMap(([, href = ""]) => {
    if (!URL.canParse(href) || !href.startsWith("https://")) return [`"${href}" is no https address`];
    if (new URL(href).hostname !== "kubernetes.io") return [];
    const [, korean, page = ""] = KUBERNETES.exec(href) ?? [];
    const isBoth = links.both.includes(page);
    if (!isBoth && !links.en.includes(page)) return [`${href} is not in the links of lessons/terms.yaml`];
    if (language === "en") return korean ? [`${href}: English text links to https://kubernetes.io/docs/`] : [];
    if (korean && !isBoth) return [`${href}: this page is not there in Korean`];
    return !korean && isBoth ? [`${href}: there is a Korean page, https://kubernetes.io/ko/docs/${page}/`] : [];
  });
