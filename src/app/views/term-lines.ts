// An entry of a terminal as the lines that are drawn: what carries a meaning has its colour, and names of objects lead to them.
import type { LoggedEntry } from "#engine";
import { LINES_AN_ENTRY, type TermLine, type TermSpan } from "../view-models/terminal.ts";
import type { Tone } from "../view-models/text.ts";
import { ansiSpans } from "./ansi.ts";
import type { Near, ObjectOf } from "./named-object.ts";
import { sternSpans } from "./stern-lines.ts";

export type TerminalEntry = Extract<LoggedEntry, { type: "terminal" }>;

const PROMPT = "$";
/** Before the further lines of a command, as a shell has it. */
const CONTINUED = ">";

export const termLines = (entry: TerminalEntry, command: string, objectOf: ObjectOf): readonly TermLine[] => {
  const texts = entry.text.replace(/\n$/, "").split("\n");
  const kind = kindOf(entry);
  return texts.map((text, i): TermLine => {
    const id = entry.index * LINES_AN_ENTRY + i;
    if (kind === "command") {
      const { prompt = PROMPT } = entry;
      return { id, kind, prompt: i === 0 ? prompt : CONTINUED, spans: [{ text, isStrong: true }] };
    }
    const stern = sternSpans(command, text);
    if (stern) return { id, kind: "output", spans: stern };
    const near: Near = { terminal: entry.terminal, command, line: text };
    const spans = ansiSpans(text) ?? spansOf(text, kind === "error" ? "fail" : "ink", (word) => objectOf(word, near));
    const object = spans.find((s) => s.objectId)?.objectId;
    return { id, kind, spans, ...(object ? { objectId: object } : {}) };
  });
};

/** kubectl speaks on stderr of much that is no error. */
const REMARKS = [
  /^(?:Warning: |Found \d+ pods|Defaulted container |No resources found|If you don't see a command prompt)/,
  // Of the shell: jobs, and what `time` measures.
  /^\[\d+\](?: \d+|[-+ ] )/,
  /^\n?real\t/,
];
const kindOf = ({ stream, text }: TerminalEntry): TermLine["kind"] => {
  if (stream === "stdin") return "command";
  if (stream === "note") return "note";
  return stream === "stderr" && !REMARKS.some((remark) => remark.test(text)) ? "error" : "output";
};

const TONES: Readonly<Record<string, Tone>> = {
  ContainerCreating: "wait",
  Pending: "wait",
  PodInitializing: "wait",
  SchedulingDisabled: "wait",
  Terminating: "dim",
  Completed: "dim",
  CrashLoopBackOff: "fail",
  Error: "fail",
  OOMKilled: "fail",
  Evicted: "fail",
  ErrImagePull: "fail",
  ImagePullBackOff: "fail",
  NotReady: "fail",
  Warning: "wait",
  Unknown: "lost",
};
const WORD = /[A-Za-z0-9][\w./-]*/g;
const HTTP_ERROR = /^HTTP\/[\d.]+ [45]\d\d/;

/** Words that carry a meaning get its colour; names of objects lead to them. */
const spansOf = (text: string, tone: Tone, objectOf: (name: string) => string | undefined): readonly TermSpan[] => {
  const plain = (t: string): TermSpan => (tone === "ink" ? { text: t } : { text: t, tone });
  if (HTTP_ERROR.test(text)) return [{ text, tone: "fail", isStrong: true }];
  const spans: TermSpan[] = [];
  let from = 0;
  for (const m of text.matchAll(WORD)) {
    const word = m[0];
    const toned = TONES[word];
    const objectId = toned ? undefined : objectOf(word);
    if (!toned && !objectId) continue;
    if (m.index > from) spans.push(plain(text.slice(from, m.index)));
    spans.push(toned ? { text: word, tone: toned } : { ...plain(word), objectId: objectId! });
    from = m.index + word.length;
  }
  if (from < text.length || spans.length === 0) spans.push(plain(text.slice(from)));
  return spans;
};
