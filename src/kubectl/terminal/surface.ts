// One terminal as the machine, the pipelines and the programs see it.
import { contextNamespace, FIRST_CONFIG } from "../kubeconfig.ts";
import type { Node, Redirect, Stage } from "./ast.ts";
import { Disk } from "./disk.ts";
import { programsOn, shellOn } from "./surface-parts.ts";
import type { Captured, Inner, SurfaceParts } from "./surface-parts.ts";
import { expandText, expandWords } from "./expand.ts";
import { ShellSyntaxError } from "./shell-error.ts";
import type { BroughtBack, ReadyRedirect, ReadyStage, RunningPipeline, Surroundings } from "./frames.ts";
import { sourceOf } from "./host/hosts.ts";
import { goOnRemotely } from "./remote.ts";
import { parseLine } from "./parse.ts";
import { resumePipeline, runPipeline, type PipelineHost, type ProgramIo } from "./pipeline.ts";
import type { CapturedLine, Program, ProgramContext, RemoteLine, RemoteWait } from "./program.ts";
import { Scope } from "./scope.ts";
import { inVoiceOf, voiceOf } from "./voice.ts";
import { nestedScope, wellKnown } from "./well-known.ts";
import { traceOf } from "./trace-of.ts";
import { newTerminal, screenOf, type TerminalRow } from "./terminals.ts";

/** `$(...)` within `$(...)`, and aliases of aliases, no deeper than this. */
const MOST_NESTED = 8;

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
  #errors: ReadyRedirect | undefined;
  readonly #ownHost: string | undefined;
  /** A line on another machine has variables of its own, for as long as it runs. */
  #own: TerminalRow | undefined;

  constructor(parts: SurfaceParts, id: string, inner?: Inner) {
    super();
    this.#parts = parts;
    this.#id = id;
    this.#captured = inner?.captured;
    this.#depth = inner?.depth ?? 0;
    this.#ownHost = inner?.host;
    this.#own = inner?.scope ?? (inner?.host === undefined ? undefined : shellOn(parts.sim, id, inner.host));
  }

  protected override get row(): TerminalRow {
    return this.#own ?? this.#parts.rows.get(this.#id) ?? newTerminal(this.#id);
  }
  get #host(): string | undefined {
    return this.#ownHost ?? this.row.login?.host;
  }
  get #programs(): ReadonlyMap<string, Program> {
    return programsOn(this.#parts, this.#host);
  }
  protected override change(part: Partial<TerminalRow>): void {
    if (this.#own) this.#own = { ...this.#own, ...part };
    else if (this.#parts.rows.get(this.#id)) this.#parts.rows.set(this.#id, { ...this.row, ...part });
  }
  /** What was set in a shell of its own. */
  get scope(): TerminalRow {
    return this.row;
  }
  isInner(): boolean {
    return this.#own !== undefined || this.row.job !== undefined;
  }
  nowMs(): number {
    return this.#parts.sim.wallMs();
  }
  protected override wellKnown(name: string): string {
    return wellKnown(name, this.#parts.sim, this.row.directory);
  }
  background(node: Extract<Node, { k: "background" }>): void {
    if (this.#own) return this.complain("no jobs run in the background of another shell here: type the line by itself");
    this.#parts.jobs.start(this.#id, node);
  }
  bringBack(spec: string | undefined): BroughtBack | undefined {
    const job = this.isInner() ? "fg: no job control" : this.#parts.jobs.bringBack(this.#id, spec);
    if (typeof job !== "string") return job;
    this.complain(job);
    return undefined;
  }
  keepFile(text: string): string {
    const { kept = {} } = this.row;
    const name = `/dev/fd/${63 - Object.keys(kept).length}`;
    this.change({ kept: { ...kept, [name]: text } });
    return name;
  }
  sendErrors(to: ReadyRedirect | undefined): void {
    this.#errors = to;
  }
  redirectOf({ to, stream, word }: Redirect): ReadyRedirect {
    const path = word ? expandText(word, this) : "";
    if (to === "file") this.#write(path, "");
    return { to, stream, path };
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
    const before = this.row.variables;
    const ready = stages.map((stage) => this.#ready(stage));
    if (ready.every((s) => s.words.length === 0)) {
      // `x=$(...)` ends as its command did.
      if (!stages.some((s) => s.assignments.some(({ value }) => value.some(({ t }) => t === "out")))) this.setExit(0);
      return undefined;
    }
    if (this.options().includes("x")) this.print("stderr", traceOf(ready));
    for (const { redirects } of ready) for (const r of redirects) if (r.to === "file") this.#write(r.path, "");
    const named = ready.filter((s) => s.words.length > 0);
    const outcome = runPipeline(this.host(), named);
    this.#takeBack(stages, before);
    if ("running" in outcome) return outcome.running;
    this.setExit(outcome.exit);
    return undefined;
  }

  #ready(stage: Stage): ReadyStage {
    const isAlone = stage.words.length === 0;
    const words = this.#unalias(expandWords(stage.words, this), 0);
    for (const { name, value } of stage.assignments) {
      this.setVariable(name, expandText(value, this));
      if (!isAlone) this.change({ exported: [...(this.row.exported ?? []), name] });
    }
    const redirects = stage.redirects.map(({ to, stream, word }) => ({
      to,
      stream,
      path: word ? expandText(word, this) : "",
    }));
    return { words: this.#host !== undefined && words[0] === "sudo" ? words.slice(1) : words, redirects };
  }
  /** `NAME=value command`: only the command knows it. */
  #takeBack(stages: readonly Stage[], before: TerminalRow["variables"]): void {
    const names = stages.flatMap(({ words, assignments }) =>
      words.length > 0 ? assignments.map(({ name }) => name) : [],
    );
    if (names.length === 0) return;
    const { variables, exported = [] } = this.row;
    const kept = Object.entries(variables).filter(([name]) => !names.includes(name));
    const old = Object.entries(before).filter(([name]) => names.includes(name));
    this.change({ variables: Object.fromEntries([...kept, ...old]), exported: exported.slice(0, -names.length) });
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

  // ---- What pipelines and programs use ----
  host(): PipelineHost {
    return {
      programs: this.#programs,
      ...voiceOf(this.#host, this.#ownHost !== undefined),
      context: (io) => this.context(io),
      out: (text) => this.print("stdout", text),
      err: (text) => this.print("stderr", text),
      takeInput: () => this.#takeInput(),
      readFile: (path) => this.readFile(path),
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
      source: sourceOf(sim, host),
      terminal: this.#id,
      ...(io?.stdin === undefined ? {} : { stdin: io.stdin }),
      out: (text) => (io ? io.out(text) : this.print("stdout", text)),
      err: (text) => (io ? io.err(text) : this.print("stderr", text)),
      readFile: (path) => this.readFile(path),
      writeFile: (path, text) => this.#write(path, text),
      removeFile: (path) => this.#disk.remove(path),
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
      kubeconfig: () => this.row.kubeconfig ?? FIRST_CONFIG,
      setKubeconfig: (kubeconfig) => this.change({ kubeconfig, namespace: contextNamespace(kubeconfig) }),
      directory: () => this.row.directory,
      setDirectory: (directory) => this.change({ directory }),
      takeLine: () => this.#takeLine(),
      capture: (line) => this.#captureLine(line),
      remote: (there, line) => {
        const captured: Captured = { stdout: "", stderr: "" };
        const scope = typeof line === "string" ? undefined : line.scope;
        const inner = { captured, depth: this.#depth + 1, host: there, ...(scope ? { scope } : {}) };
        const { exit, waits } = goOnRemotely(new Surface(this.#parts, this.#id, inner), line, sim);
        return { ...captured, exit, ...(waits ? { waits } : {}) };
      },
      nested: (line, args) => this.#nested(line, args),
      program: (name) => this.#programs.get(name),
      jobs: this.#parts.jobs.controlOf(this.#own ? "" : this.#id),
      exported: () => this.row.exported ?? [],
      setExported: (names) => this.change({ exported: names }),
    };
  }
  /** `sh -c`: it knows what was exported, and nothing comes back. */
  #nested(line: string | RemoteWait, args: readonly string[]): RemoteLine {
    const { sim } = this.#parts;
    const captured: Captured = { stdout: "", stderr: "" };
    if (this.#depth > MOST_NESTED) return { stdout: "", stderr: "bash: too many shells in each other\n", exit: 1 };
    const scope = (typeof line === "string" ? undefined : line.scope) ?? nestedScope(this.row, args);
    const host = this.#host;
    const inner = { captured, depth: this.#depth + 1, scope, ...(host === undefined ? {} : { host }) };
    const { exit, waits } = goOnRemotely(new Surface(this.#parts, this.#id, inner), line, sim);
    return { ...captured, exit, ...(waits ? { waits } : {}) };
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

  get #disk(): Disk {
    return new Disk(this.#parts, this.row, this.#host);
  }
  override files(): readonly string[] {
    return this.#disk.names();
  }
  readFile(path: string): string | undefined {
    return this.#disk.read(path);
  }
  #write(path: string, text: string): void {
    const problem = this.#disk.write(path, text);
    if (problem !== undefined) this.print("stderr", `bash: ${path}: ${problem}\n`);
  }
  override print(stream: "stdout" | "stderr", said: string): void {
    if (said === "") return;
    const text = stream === "stderr" ? inVoiceOf(this.#parts.sim, this.#host, said) : said;
    const errors = stream === "stderr" ? this.#errors : undefined;
    if (errors) return this.#printError(errors, text);
    this.#printed += text.length;
    if (this.#isKept && stream === "stdout") this.#kept += text;
    else if (this.#captured) this.#captured[stream] += text;
    else this.#parts.sim.log({ type: "terminal", terminal: screenOf(this.#id), stream, text });
  }
  /** An error of a loop or a group whose errors go elsewhere. */
  #printError({ to, path }: ReadyRedirect, text: string): void {
    if (to === "stdout") this.print("stdout", text);
    else if (to !== "null") this.#write(path, (this.readFile(path) ?? "") + text);
  }
}
