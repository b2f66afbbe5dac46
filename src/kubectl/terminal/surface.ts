// One terminal as the machine, the pipelines and the programs see it.
import type { Sim, Table } from "#engine";
import { rarePart } from "../rare-parts.ts";
import type { Node, Stage } from "./ast.ts";
import { expandText, expandWords } from "./expand.ts";
import { ShellSyntaxError } from "./shell-error.ts";
import type { ReadyStage, RunningPipeline, Surroundings } from "./frames.ts";
import { isNode } from "./host/hosts.ts";
import { goOnRemotely } from "./remote.ts";
import { parseLine } from "./parse.ts";
import { absolutePath, fileNameOf, nameSeenFrom, ROOT_HOME } from "./paths.ts";
import { resumePipeline, runPipeline, type PipelineHost, type ProgramIo } from "./pipeline.ts";
import type { CapturedLine, Program, ProgramContext } from "./program.ts";
import { Scope } from "./scope.ts";
import { newTerminal, rootOf, type TerminalRow } from "./terminals.ts";

export interface SurfaceParts {
  readonly sim: Sim;
  readonly terminals: Table<TerminalRow>;
  readonly files: Table<string>;
  /** Files that were written on other machines: `host:/path`. */
  readonly hostFiles: Table<string>;
  /** Of the learner's own machine. */
  readonly programs: ReadonlyMap<string, Program>;
}

interface Inner {
  readonly captured: Captured;
  readonly depth: number;
  /** It runs on another machine, as `ssh HOST COMMAND` has it. */
  readonly host?: string;
}

/** What can be run on a machine. */
export const programsOn = (parts: SurfaceParts, host: string | undefined): ReadonlyMap<string, Program> =>
  host === undefined ? parts.programs : rarePart("host").programs(parts.sim, host, parts.programs);

interface Captured {
  stdout: string;
  stderr: string;
}

/** `$(...)` within `$(...)`, and aliases of aliases, no deeper than this. */
const MOST_NESTED = 8;
const LONGEST_FILE = 2_000_000;

export class Surface extends Scope implements Surroundings {
  readonly #parts: SurfaceParts;
  readonly #id: string;
  readonly #captured: Captured | undefined;
  readonly #depth: number;
  /** Output of a command in `$(...)`, which the machine fetches. */
  #kept = "";
  #isKept = false;
  #printed = 0;
  #input: string | undefined;
  readonly #ownHost: string | undefined;
  /** A line on another machine has variables of its own, for as long as it runs. */
  #own: TerminalRow | undefined;

  constructor(parts: SurfaceParts, id: string, inner?: Inner) {
    super();
    this.#parts = parts;
    this.#id = id;
    this.#captured = inner?.captured;
    this.#depth = inner?.depth ?? 0;
    if (inner?.host === undefined) return;
    this.#ownHost = inner.host;
    this.#own = rootOf(id, inner.host);
  }

  protected override get row(): TerminalRow {
    return this.#own ?? this.#parts.terminals.get(this.#id) ?? newTerminal(this.#id);
  }
  get #host(): string | undefined {
    return this.#ownHost ?? this.row.login?.host;
  }
  get #programs(): ReadonlyMap<string, Program> {
    return programsOn(this.#parts, this.#host);
  }
  protected override change(part: Partial<TerminalRow>): void {
    if (this.#own) this.#own = { ...this.#own, ...part };
    else if (this.#parts.terminals.has(this.#id)) this.#parts.terminals.set(this.#id, { ...this.row, ...part });
  }

  // ---- What the machine asks ----
  expand(words: Parameters<Surroundings["expand"]>[0]): readonly string[] {
    return expandWords(words, this);
  }
  lastExit(): number {
    return this.row.lastExit;
  }
  parse(source: string): Node | undefined {
    try {
      return parseLine(source);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.print("stderr", `bash: ${error.message}\n`);
      this.setExit(2);
      return undefined;
    }
  }
  keepOutput(isKept: boolean): void {
    this.#isKept = isKept;
  }
  printed(): number {
    return this.#printed;
  }
  takeOutput(): string {
    const taken = this.#kept;
    this.#kept = "";
    return taken;
  }
  override setExit(exit: number): void {
    this.change({ lastExit: exit });
  }
  setInput(left: string | undefined): void {
    this.#input = left;
  }
  input(): string | undefined {
    return this.#input;
  }
  /** Takes a line of what came through a pipe. */
  #takeLine(): string | undefined {
    if (this.#input === undefined || this.#input === "") return undefined;
    const end = this.#input.indexOf("\n");
    const line = end < 0 ? this.#input : this.#input.slice(0, end);
    this.#input = end < 0 ? "" : this.#input.slice(end + 1);
    return line;
  }
  /** Takes all of it. */
  #takeInput(): string | undefined {
    const left = this.#input;
    if (left !== undefined) this.#input = "";
    return left;
  }
  start(stages: readonly Stage[]): RunningPipeline | undefined {
    const ready = stages.map((stage) => this.#ready(stage));
    if (ready.every((s) => s.words.length === 0)) {
      // `x=$(...)` ends as its command did.
      if (!stages.some((s) => s.assignments.some(({ value }) => value.some(({ t }) => t === "out")))) this.setExit(0);
      return undefined;
    }
    for (const { redirects } of ready) for (const r of redirects) if (r.to === "file") this.#write(r.path, "");
    const outcome = runPipeline(
      this.host(),
      ready.filter((s) => s.words.length > 0),
    );
    if ("running" in outcome) return outcome.running;
    this.setExit(outcome.exit);
    return undefined;
  }

  #ready(stage: Stage): ReadyStage {
    for (const { name, value } of stage.assignments) this.setVariable(name, expandText(value, this));
    const redirects = stage.redirects.map(({ to, stream, word }) => ({
      to,
      stream,
      path: word ? expandText(word, this) : "",
    }));
    const words = this.#unalias(expandWords(stage.words, this), 0);
    return { words: this.#host !== undefined && words[0] === "sudo" ? words.slice(1) : words, redirects };
  }
  #unalias(words: readonly string[], depth: number): readonly string[] {
    const [first = "", ...rest] = words;
    const alias = this.#alias(first);
    if (alias === undefined || depth > MOST_NESTED) return words;
    const [name = "", ...more] = alias.split(/\s+/).filter((w) => w !== "");
    return name === first ? [name, ...more, ...rest] : this.#unalias([name, ...more, ...rest], depth + 1);
  }

  /** Only what somebody named: every record also knows `constructor`. */
  #alias(name: string): string | undefined {
    const { aliases } = this.row;
    return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  }

  override files(): readonly string[] {
    const { directory } = this.row;
    const host = this.#host;
    if (host === undefined) return [...this.#parts.files.keys()].map((file) => nameSeenFrom(directory, file));
    const written = [...this.#parts.hostFiles.keys()].flatMap((key) =>
      key.startsWith(`${host}:`) ? [key.slice(host.length + 1)] : [],
    );
    const found = [...rarePart("host").files(this.#parts.sim, host).keys(), ...written];
    return [...new Set(found)].map((file) => nameSeenFrom(directory, file));
  }
  #read(path: string): string | undefined {
    const { files, hostFiles, sim } = this.#parts;
    const host = this.#host;
    if (host === undefined) return files.get(this.#path(path));
    return hostFiles.get(this.#hostKey(host, path)) ?? rarePart("host").files(sim, host).get(this.#hostPath(path));
  }

  // ---- What pipelines and programs use ----
  host(): PipelineHost {
    return {
      programs: this.#programs,
      voice: this.#ownHost === undefined ? "bash" : "bash: line 1",
      context: (io) => this.context(io),
      out: (text) => this.print("stdout", text),
      err: (text) => this.print("stderr", text),
      takeInput: () => this.#takeInput(),
      readFile: (path) => this.#read(path),
      writeFile: (path, text) => this.#write(path, text),
    };
  }
  override context(io?: ProgramIo): ProgramContext {
    const { sim } = this.#parts;
    const host = this.#host;
    return {
      sim,
      isTerminal: this.#captured === undefined && io?.isPiped !== true && !this.#isKept,
      ...(host === undefined ? {} : { host }),
      source: host !== undefined && isNode(sim, host) ? { kind: "node", node: host } : { kind: "outside" },
      terminal: this.#id,
      ...(io?.stdin === undefined ? {} : { stdin: io.stdin }),
      out: (text) => (io ? io.out(text) : this.print("stdout", text)),
      err: (text) => (io ? io.err(text) : this.print("stderr", text)),
      readFile: (path) => this.#read(path),
      writeFile: (path, text) => this.#write(path, text),
      removeFile: (path) => this.#remove(path),
      files: () => this.files(),
      variable: (name) => this.variable(name),
      setVariable: (name, value) => this.setVariable(name, value),
      alias: (name, value) => {
        if (value !== undefined) this.change({ aliases: { ...this.row.aliases, [name]: value } });
        return this.#alias(name);
      },
      aliases: () => Object.entries(this.row.aliases),
      history: () => this.row.history,
      namespace: () => this.row.namespace,
      setNamespace: (namespace) => this.change({ namespace }),
      directory: () => this.row.directory,
      setDirectory: (directory) => this.change({ directory }),
      takeLine: () => this.#takeLine(),
      capture: (line) => this.#captureLine(line),
      remote: (there, line) => {
        const captured: Captured = { stdout: "", stderr: "" };
        const inner = new Surface(this.#parts, this.#id, { captured, depth: this.#depth + 1, host: there });
        const { exit, waits } = goOnRemotely(inner, line, sim);
        return { ...captured, exit, ...(waits ? { waits } : {}) };
      },
    };
  }
  #captureLine(line: readonly string[] | RunningPipeline): CapturedLine {
    const captured: Captured = { stdout: "", stderr: "" };
    const inner = new Surface(this.#parts, this.#id, {
      captured,
      depth: this.#depth + 1,
      ...(this.#ownHost === undefined ? {} : { host: this.#ownHost }),
    });
    const before = this.row.lastExit;
    const outcome =
      "stages" in line
        ? resumePipeline(inner.host(), line, { type: "time" })
        : runPipeline(inner.host(), [{ words: inner.#unalias(line, 0), redirects: [] }]);
    this.setExit(before);
    if ("exit" in outcome) return { ...captured, exit: outcome.exit };
    // What follows a watch never ends: it counts as it is.
    const { running } = outcome;
    return { ...captured, exit: 0, ...(running.wake.watch === undefined ? { running } : {}) };
  }

  #path(path: string): string {
    return fileNameOf(this.row.directory, path);
  }
  #hostPath(path: string): string {
    return absolutePath(this.row.directory, path, ROOT_HOME);
  }
  #hostKey(host: string, path: string): string {
    return `${host}:${this.#hostPath(path)}`;
  }
  #write(path: string, text: string): void {
    if (text.length > LONGEST_FILE) return this.print("stderr", `bash: ${path}: No space left on device\n`);
    const host = this.#host;
    if (host === undefined) this.#parts.files.set(this.#path(path), text);
    else this.#parts.hostFiles.set(this.#hostKey(host, path), text);
  }
  #remove(path: string): boolean {
    const host = this.#host;
    if (host === undefined) return this.#parts.files.delete(this.#path(path));
    return this.#parts.hostFiles.delete(this.#hostKey(host, path));
  }
  protected override print(stream: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    this.#printed += text.length;
    if (this.#isKept && stream === "stdout") this.#kept += text;
    else if (this.#captured) this.#captured[stream] += text;
    else this.#parts.sim.log({ type: "terminal", terminal: this.#id, stream, text });
  }
}
