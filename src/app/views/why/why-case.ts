// What every answer is made with: the run at its moment, the words, and how to find in events and in the log what began a thing.
import type { Event } from "#api/core-event";
import { parseTime } from "#api/time";
import { LogPlaces, type LoggedEntry, type Run, type Sim } from "#engine";
import type { Words } from "../../i18n/words.ts";
import type { WhyWords } from "../../i18n/why-words.ts";
import type { RichText } from "../../view-models/text.ts";
import type { CauseView, EvidenceTarget, EvidenceView, WhyView } from "../../view-models/why.ts";
import { clockText } from "../format.ts";

export interface WhyContext {
  readonly words: Words;
  readonly why: WhyWords;
  readonly zeroMs: number;
  /** The open file's line that a path of the pod's template stands in. */
  lineOf(path: readonly (string | number)[]): { readonly fileId: string; readonly line: number } | null;
}

/** Requests of this last while are evidence. */
export const WINDOW_MS = 15_000;

type Command = Extract<LoggedEntry, { type: "command" }>;

export type Path = readonly (string | number)[];

export type Part = Pick<WhyView, "title" | "sentence"> &
  Partial<Pick<WhyView, "evidence" | "verdicts" | "causes" | "changes">> & {
    /** Where in the template the cause stands. */
    readonly path?: Path;
  };

const commandPlaces = new LogPlaces("command");
const machinePlaces = new LogPlaces("machine");

export class WhyCase {
  readonly run: Run;
  readonly context: WhyContext;
  readonly why: WhyWords;
  readonly #events = new Map<string, ReadonlyMap<string, readonly Event[]>>();

  constructor(run: Run, context: WhyContext) {
    this.run = run;
    this.context = context;
    this.why = context.why;
  }
  get sim(): Sim {
    return this.run.cluster.sim;
  }
  /** Virtual ms of an RFC 3339 time. */
  ms(time: string | null | undefined): number | undefined {
    const wall = parseTime(time ?? "");
    return wall === undefined ? undefined : wall - this.sim.wallMs(0);
  }
  clock(ms: number): string {
    return clockText(ms - this.context.zeroMs);
  }
  /** What stands in the words of the inspector of a fault: `Pull the power`. */
  faultText(fault: keyof Words["inspector"]["faults"]): string {
    return this.context.words.inspector.faults[fault];
  }

  cause(text: RichText, at?: { readonly ms?: number | undefined; readonly askId?: string | undefined }): CauseView {
    const isBefore = at?.ms !== undefined && at.ms < this.context.zeroMs;
    return {
      text,
      timeMs: at?.ms === undefined ? null : Math.max(0, at.ms - this.context.zeroMs),
      timeText: at?.ms === undefined ? "" : isBefore ? this.why.before : this.clock(at.ms),
      askId: at?.askId ?? null,
    };
  }
  line(path: Path): EvidenceTarget[] {
    const line = this.context.lineOf(path);
    return line ? [{ kind: "line", ...line }] : [];
  }

  /** Events about an object, the newest last. */
  events(kind: string, name: string, namespace = "default"): readonly Event[] {
    return this.#eventsIn(namespace).get(`${kind}/${name}`) ?? [];
  }
  /** Of a namespace, by what they are about: an answer asks for several, at one moment. */
  #eventsIn(namespace: string): ReadonlyMap<string, readonly Event[]> {
    const known = this.#events.get(namespace);
    if (known) return known;
    const found = new Map<string, Event[]>();
    for (const event of this.sim.store.list("events", namespace)) {
      const { kind = "", name = "" } = event.involvedObject;
      const about = found.get(`${kind}/${name}`);
      if (about) about.push(event);
      else found.set(`${kind}/${name}`, [event]);
    }
    const timeOf = (event: Event): number => this.atOf(event) ?? 0;
    for (const about of found.values()) about.sort((a, b) => timeOf(a) - timeOf(b));
    this.#events.set(namespace, found);
    return found;
  }
  atOf({ lastTimestamp, eventTime }: Event): number | undefined {
    return this.ms(lastTimestamp ?? eventTime);
  }

  /** The newest thing done before now that fits. */
  deed(fits: (entry: Command) => boolean): Command | undefined {
    return this.#newest(commandPlaces, (e) => e.type === "command" && fits(e)) as Command | undefined;
  }
  /** The newest line typed before now that fits, as a cause; nothing if there is none. */
  typed(fits: (line: string, atMs: number) => boolean): readonly CauseView[] {
    const typed = this.deed((e) => fits(lineIn(e), e.atMs));
    return typed ? [this.cause([this.why.typed, " ", code(lineIn(typed).trim())], { ms: typed.atMs })] : [];
  }
  /** The newest word of the machines in the log that fits. */
  machineEntry(node: string, what: string): LoggedEntry | undefined {
    return this.#newest(machinePlaces, (e) => e.type === "machine" && e.node === node && e.what === what);
  }

  #newest(places: LogPlaces, fits: (entry: LoggedEntry) => boolean): LoggedEntry | undefined {
    const { entries } = this.run.branch;
    const { at, count } = places.before(entries, this.run.logLength);
    for (let i = count - 1; i >= 0; i--) {
      const entry = entries[at[i]!]!;
      if (fits(entry)) return entry;
    }
    return undefined;
  }
}

/** The line that was typed; empty if it was something else that was done. */
export const lineIn = ({ component, data }: Command): string =>
  component === "shell" && typeof data["line"] === "string" ? data["line"] : "";

export const evidence = (n: number, text: RichText, targets: readonly EvidenceTarget[] = []): EvidenceView => ({
  n,
  text,
  targets,
});
export const code = (text: string): RichText[number] => ({ kind: "code", text });
export const ref = (text: string, id: string): RichText[number] => ({ kind: "ref", text, id });

/** Rows of texts, numbered as they come. */
export const numbered = (
  rows: readonly { readonly text: RichText; readonly targets?: readonly EvidenceTarget[] }[],
): readonly EvidenceView[] => rows.map(({ text, targets }, i) => evidence(i + 1, text, targets));
