// The lines that a terminal has printed, as they stood at a moment of the run. They are kept in chunks that never change once they are
// full: what was printed long ago costs nothing when a line comes.
import { LogPlaces, type LoggedEntry, type Run } from "#engine";
import { LINES_AN_ENTRY, type TermChunk, type TermLine } from "../view-models/terminal.ts";
import type { Help, Teacher } from "../teaching/teacher.ts";
import { CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN } from "#kubectl";
import type { ObjectOf } from "./named-object.ts";
import { termLines, type TerminalEntry } from "./term-lines.ts";

/** The scrollback. */
const MOST_LINES = 50_000;
const LINES_A_CHUNK = 100;

/** Lines made once per entry: the log only grows, or is another one after a fork. */
export class TerminalLines {
  readonly #made = new WeakMap<LoggedEntry, readonly TermLine[]>();
  #helped = new WeakMap<LoggedEntry, TermLine | null>();
  /** By the line that was typed: the entry under which its help stands. */
  #helpOf = new WeakMap<LoggedEntry, LoggedEntry>();
  #teacher: Teacher | undefined;
  readonly #places = new LogPlaces("terminal");
  /** Made for the last frame, by terminal; most frames print nothing. */
  readonly #last = new Map<string, LastLines>();

  /** From now on help is given in these words. */
  learn(teacher: Teacher | undefined): void {
    if (this.#teacher === teacher) return;
    this.#teacher = teacher;
    this.#helped = new WeakMap();
    this.#helpOf = new WeakMap();
    this.#last.clear();
  }

  chunks(run: Run, terminal: string, objectOf: ObjectOf): readonly TermChunk[] {
    const { entries } = run.branch;
    const { at, count } = this.#places.before(entries, run.logLength);
    const last = this.#last.get(terminal);
    if (last?.entries === entries && last.upTo === count) return last.chunks;
    const entryAt = (place: number): TerminalEntry => entries[at[place]!] as TerminalEntry;
    const printed = { run, entryAt, count, terminal, objectOf };
    const now = (last?.entries === entries ? this.#from(last, printed) : null) ?? this.#anew(printed);
    this.#last.set(terminal, { entries, upTo: count, ...now });
    return now.chunks;
  }

  /** From a moment near by: what came since, or has not come yet. Null where that does more to the screen than to go on. */
  #from(last: LastLines, printed: Printed): Shown | null {
    const { run, entryAt, count, terminal, objectOf } = printed;
    const between: TerminalEntry[] = [];
    for (let place = Math.min(last.upTo, count); place < Math.max(last.upTo, count); place++) {
      const entry = entryAt(place);
      if (entry.terminal !== terminal || entry.text === "") continue;
      if (changesScreen(entry.text)) return null;
      between.push(entry);
    }
    if (between.length === 0) return last;
    if (count < last.upTo) return last.isWhole ? before(between[0]!, last, commandBefore(printed, count)) : null;
    let { command } = last;
    const lines: TermLine[] = [];
    for (const entry of between) {
      if (entry.stream === "stdin") command = entry;
      for (const line of this.#linesOf(entry, entry.text, { run, command, objectOf })) lines.push(line);
    }
    const chunks = appended(last.chunks, lines);
    return { chunks: cut(chunks), command, isWhole: last.isWhole && chunks.length <= MOST_CHUNKS };
  }

  #anew(printed: Printed): Shown {
    const { run, entryAt, count, terminal, objectOf } = printed;
    const found: { readonly entry: TerminalEntry; readonly text: string }[] = [];
    let lines = 0;
    /** Behind the end of another screen: all of it is gone. */
    let isHidden = false;
    let isScreen = false;
    let place = count - 1;
    for (; place >= 0 && lines < MOST_LINES && !isScreen; place--) {
      const entry = entryAt(place);
      if (entry.terminal !== terminal) continue;
      const { text, isLast, ...screen } = onScreen(entry.text, isHidden);
      if (text !== "") {
        found.push({ entry, text });
        lines += text.split("\n").length;
      }
      ({ isHidden } = screen);
      isScreen = isLast;
    }
    let command = commandBefore(printed, place + 1);
    const shown = found.toReversed().flatMap(({ entry, text }) => {
      if (entry.stream === "stdin") command = entry;
      return this.#linesOf(entry, text, { run, command, objectOf });
    });
    return { chunks: cut(appended([], shown)), command, isWhole: place < 0 || isScreen };
  }

  #linesOf(entry: TerminalEntry, text: string, { run, command, objectOf }: Telling): readonly TermLine[] {
    // Of an entry that opens another screen it depends on the moment what is seen.
    if (text !== entry.text) return termLines({ ...entry, text }, command?.text ?? "", objectOf);
    const made = this.#made.get(entry) ?? termLines(entry, command?.text ?? "", objectOf);
    this.#made.set(entry, made);
    const help = this.#helpFor(run, entry, command);
    return help ? [...made, help] : made;
  }

  /** Once a command; and for an entry once: what the cluster was like when it was printed is not asked again. */
  #helpFor(run: Run, entry: TerminalEntry, command: TerminalEntry | undefined): TermLine | null {
    if (!this.#teacher || !command || (entry.stream !== "stdout" && entry.stream !== "stderr")) return null;
    if ((this.#helpOf.get(command) ?? entry) !== entry) return null;
    const known = this.#helped.get(entry);
    if (known !== undefined) return known;
    const { text, stream, terminal } = entry;
    const help = this.#teacher({ terminal, command: command.text, text, isError: stream === "stderr" }, run);
    const line = help ? helpLine(entry, help) : null;
    if (line) this.#helpOf.set(command, entry);
    this.#helped.set(entry, line);
    return line;
  }
}

const helpLine = ({ index }: TerminalEntry, { text, run }: Help): TermLine => ({
  id: (index + 1) * LINES_AN_ENTRY - 1,
  kind: "help",
  spans: [{ text }],
  ...(run === undefined ? {} : { suggests: run }),
});

interface Telling {
  readonly run: Run;
  /** The line that was typed. */
  readonly command: TerminalEntry | undefined;
  readonly objectOf: ObjectOf;
}

interface Printed {
  readonly run: Run;
  readonly entryAt: (place: number) => TerminalEntry;
  /** How many entries of terminals there are. */
  readonly count: number;
  readonly terminal: string;
  readonly objectOf: ObjectOf;
}

interface Shown {
  readonly chunks: readonly TermChunk[];
  /** The line that was typed last. */
  readonly command: TerminalEntry | undefined;
  /** Nothing that was printed on this screen has left the scrollback. */
  readonly isWhole: boolean;
}

interface LastLines extends Shown {
  readonly entries: readonly LoggedEntry[];
  /** How many of the terminals' entries it looked at. */
  readonly upTo: number;
}

const changesScreen = (text: string): boolean =>
  [CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN].some((sequence) => text.includes(sequence));

/** The lines that stood there before that entry was printed. */
const before = (entry: TerminalEntry, { chunks }: Shown, command: TerminalEntry | undefined): Shown => {
  const limit = entry.index * LINES_AN_ENTRY;
  const kept = chunks.filter(({ id }) => id < limit);
  const last = kept.at(-1);
  const lines = last?.lines.filter(({ id }) => id < limit) ?? [];
  if (last && lines.length < last.lines.length) kept[kept.length - 1] = { id: last.id, lines };
  return { chunks: kept, command, isWhole: true };
};

const appended = (chunks: readonly TermChunk[], lines: readonly TermLine[]): readonly TermChunk[] => {
  const next = [...chunks];
  const last = next.at(-1);
  const room = last ? LINES_A_CHUNK - last.lines.length : 0;
  if (last && room > 0) next[next.length - 1] = { id: last.id, lines: [...last.lines, ...lines.slice(0, room)] };
  for (let from = Math.max(0, room); from < lines.length; from += LINES_A_CHUNK) {
    next.push({ id: lines[from]!.id, lines: lines.slice(from, from + LINES_A_CHUNK) });
  }
  return next;
};

const MOST_CHUNKS = Math.ceil(MOST_LINES / LINES_A_CHUNK) + 1;
/** The oldest chunks go as soon as the others are enough. */
const cut = (chunks: readonly TermChunk[]): readonly TermChunk[] =>
  chunks.length > MOST_CHUNKS ? chunks.slice(-MOST_CHUNKS) : chunks;

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
  const cleared = text.lastIndexOf(CLEAR_SCREEN);
  return { text: cleared < 0 ? text : text.slice(cleared + CLEAR_SCREEN.length), isHidden, isLast: cleared >= 0 };
};

/** The line that was typed last before that place. */
const commandBefore = ({ entryAt, terminal }: Printed, place: number): TerminalEntry | undefined => {
  for (let at = place - 1; at >= 0; at--) {
    const entry = entryAt(at);
    if (entry.terminal === terminal && entry.stream === "stdin") return entry;
  }
  return undefined;
};
