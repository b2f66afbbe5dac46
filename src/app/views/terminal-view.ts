// The terminal as it was at this moment of the run: the log holds every line with its time, so rewinding shows what it showed then.
import { LogPlaces, type LoggedEntry, type Run } from "#engine";
import type { TerminalLook } from "#kubectl";
import type { Words } from "../i18n/words.ts";
import {
  LINES_AN_ENTRY,
  type TermLine,
  type TermSpan,
  type TerminalPaneView,
  type TerminalView,
} from "../view-models/terminal.ts";
import type { Tone } from "../view-models/text.ts";
import { ansiSpans, CLEAR, ENTER_SCREEN, LEAVE_SCREEN } from "./ansi.ts";
import { sternSpans } from "./stern-lines.ts";

export interface TerminalContext {
  readonly words: Words;
  readonly terminal: string;
  readonly terminals: readonly string[];
  readonly isTiled: boolean;
  readonly lookOf: (terminal: string) => TerminalLook;
  readonly chips: readonly string[];
  /** The page's id of a name that stands in the output, if it is one. */
  readonly objectOf: (name: string) => string | undefined;
}

type TerminalEntry = Extract<LoggedEntry, { type: "terminal" }>;

const MOST_LINES = 5000;
const PROMPT = "$";
/** Before the further lines of a command, as a shell has it. */
const CONTINUED = ">";

/** Lines made once per entry: the log only grows, or is another one after a fork. */
export class TerminalLines {
  readonly #made = new WeakMap<LoggedEntry, readonly TermLine[]>();
  readonly #places = new LogPlaces("terminal");
  /** Made for the last frame, by terminal; most frames print nothing. */
  readonly #last = new Map<string, LastLines>();

  lines(run: Run, terminal: string, objectOf: (name: string) => string | undefined): readonly TermLine[] {
    const { entries } = run.branch;
    const places = this.#places.before(entries, run.logLength);
    const last = this.#last.get(terminal);
    if (last?.entries === entries && last.upTo === places.count) return last.lines;
    const found: Shown[] = [];
    let count = 0;
    /** Behind the end of another screen: all of it is gone. */
    let isHidden = false;
    let i = places.count - 1;
    for (; i >= 0 && count < MOST_LINES; i--) {
      const entry = entries[places.at[i]!] as TerminalEntry;
      if (entry.terminal !== terminal) continue;
      const { text, isLast, ...screen } = onScreen(entry.text, isHidden);
      if (text !== "") {
        found.push({ entry, text });
        count += text.split("\n").length;
      }
      ({ isHidden } = screen);
      if (isLast) break;
    }
    const command = commandBefore((at) => entries[places.at[at]!] as TerminalEntry, i, terminal);
    const lines = this.#linesOf(found.toReversed(), command, objectOf);
    this.#last.set(terminal, { entries, upTo: places.count, lines });
    return lines;
  }

  #linesOf(
    shown: readonly Shown[],
    commandBefore: string,
    objectOf: (name: string) => string | undefined,
  ): readonly TermLine[] {
    let command = commandBefore;
    return shown.flatMap(({ entry, text }) => {
      if (entry.stream === "stdin") command = text;
      const made = this.#made.get(entry) ?? linesOf({ ...entry, text }, command, objectOf);
      this.#made.set(entry, made);
      return made;
    });
  }
}

interface LastLines {
  readonly entries: readonly LoggedEntry[];
  /** How many of the terminals' entries it looked at. */
  readonly upTo: number;
  readonly lines: readonly TermLine[];
}

interface Shown {
  readonly entry: TerminalEntry;
  readonly text: string;
}

/** What is left on the screen of a text, read from the newest back: whether what is before it is hidden, or gone for good. */
const onScreen = (
  text: string,
  isHidden: boolean,
): { readonly text: string; readonly isHidden: boolean; readonly isLast: boolean } => {
  const left = text.lastIndexOf(LEAVE_SCREEN);
  const entered = text.lastIndexOf(ENTER_SCREEN);
  if (left > entered) return { text: text.slice(left + LEAVE_SCREEN.length), isHidden: true, isLast: false };
  if (entered >= 0) {
    return isHidden
      ? { text: text.slice(0, entered), isHidden: false, isLast: false }
      : { text: text.slice(entered + ENTER_SCREEN.length), isHidden, isLast: true };
  }
  if (isHidden) return { text: "", isHidden, isLast: false };
  const cleared = text.lastIndexOf(CLEAR);
  return { text: cleared < 0 ? text : text.slice(cleared + CLEAR.length), isHidden, isLast: cleared >= 0 };
};

/** The line that was typed last before those that are shown. */
const commandBefore = (entryAt: (at: number) => TerminalEntry, from: number, terminal: string): string => {
  for (let at = from - 1; at >= 0; at--) {
    const entry = entryAt(at);
    if (entry.terminal === terminal && entry.stream === "stdin") return entry.text;
  }
  return "";
};

const linesOf = (
  entry: TerminalEntry,
  command: string,
  objectOf: (name: string) => string | undefined,
): readonly TermLine[] => {
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
    const spans = ansiSpans(text) ?? spansOf(text, kind === "error" ? "fail" : "ink", objectOf);
    const object = spans.find((s) => s.objectId)?.objectId;
    return { id, kind, spans, ...(object ? { objectId: object } : {}) };
  });
};

/** kubectl speaks on stderr of much that is no error. */
const REMARK = /^(Warning: |Found \d+ pods|Defaulted container )/;
const kindOf = ({ stream, text }: TerminalEntry): TermLine["kind"] => {
  if (stream === "stdin") return "command";
  if (stream === "note") return "note";
  return stream === "stderr" && !REMARK.test(text) ? "error" : "output";
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

export const terminalView = (run: Run, lines: TerminalLines, context: TerminalContext): TerminalView => {
  const { terminals, isTiled, words, lookOf } = context;
  // Before it was opened a terminal is not there yet.
  const activeId = terminals.includes(context.terminal) ? context.terminal : (terminals[0] ?? context.terminal);
  const titleOf = (id: string): string =>
    id === terminals[0] ? words.terminal.title : `${words.terminal.title} ${id}`;
  const paneOf = (id: string): TerminalPaneView => {
    const { prompt, foreground, remoteHistory } = lookOf(id);
    return {
      id,
      title: foreground === undefined ? titleOf(id) : `${titleOf(id)}: ${foreground}`,
      lines: lines.lines(run, id, context.objectOf),
      prompt,
      isBusy: foreground !== undefined,
      isRemote: remoteHistory !== undefined,
      history: remoteHistory ?? historyOf(run, id),
    };
  };
  return {
    tabs: terminals.map((id, i) => ({ id, title: titleOf(id), canClose: i > 0 })),
    activeId,
    isTiled: isTiled && terminals.length > 1,
    panes: (isTiled && terminals.length > 1 ? terminals.slice(0, MOST_TILES) : [activeId]).map(paneOf),
    chips: context.chips.map((command) => ({ label: command.replace(/^kubectl /, ""), command })),
  };
};

/** More side by side are too narrow to read: the others stay behind their tabs. */
const MOST_TILES = 6;

const historyOf = (run: Run, terminal: string): readonly string[] => {
  const lines: string[] = [];
  for (const { command } of run.branch.commands) {
    const { component, action, data } = command;
    if (component !== "shell" || action !== "line" || data["terminal"] !== terminal) continue;
    const line = data["line"];
    if (typeof line === "string" && line !== lines.at(-1)) lines.push(line);
  }
  return lines;
};
