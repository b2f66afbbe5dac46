// Runs a pipeline: the output of a program flows line by line through the filters behind it, to the next program, a file or the screen.
import type { Filter } from "./filter.ts";
import { filters } from "./filters/filters.ts";
import type { ReadyStage, RunningPipeline } from "./frames.ts";
import { FILE_READERS, linesOf, missingFile, PATTERN_READERS, readsInput } from "./readers.ts";
import { xargsLines } from "./xargs.ts";
import { isWaiting, type Program, type ProgramContext, type ProgramOutcome, type ShellWakeReason } from "./program.ts";

export interface ProgramIo {
  readonly stdin?: string;
  /** Its output goes to another program or into a file. */
  readonly isPiped: boolean;
  out(text: string): void;
  err(text: string): void;
}

export interface PipelineHost {
  programs: ReadonlyMap<string, Program>;
  /** The context of a program whose output goes to `out` and `err`. */
  context(io: ProgramIo): ProgramContext;
  out(text: string): void;
  err(text: string): void;
  /** All that is left of what came through a pipe to the loop or group that this stands in. */
  takeInput(): string | undefined;
  readFile(path: string): string | undefined;
  writeFile(path: string, text: string): void;
  /** What is said of a word that is no command. */
  readonly notFound: (name: string) => string;
  /** Who complains of the rest: `bash`. */
  readonly voice: string;
}

export type PipelineOutcome = { readonly exit: number } | { readonly running: RunningPipeline };

export const runPipeline = (host: PipelineHost, stages: readonly ReadyStage[]): PipelineOutcome => {
  const first = stages[0]!;
  const input = first.redirects.findLast((r) => r.to === "input" || r.to === "text");
  const stdin = input?.to === "text" ? input.path : input && host.readFile(input.path);
  if (input && stdin === undefined) {
    host.err(`bash: ${input.path}: No such file or directory\n`);
    return { exit: 1 };
  }
  return new Pipeline(host, stages).runFrom(0, stdin ?? (readsInput(first.words) ? host.takeInput() : undefined));
};

export const resumePipeline = (
  host: PipelineHost,
  running: RunningPipeline,
  reason: ShellWakeReason,
): PipelineOutcome => new Pipeline(host, running.stages).resume(running, reason);

interface LiveFilter {
  readonly stage: number;
  readonly name: string;
  state: RunningPipeline["state"];
}

class Pipeline {
  readonly #host: PipelineHost;
  readonly #stages: readonly ReadyStage[];
  #filters: LiveFilter[] = [];
  #partial = "";
  #gathered = "";
  #isDone = false;
  #queue: readonly (readonly string[])[] = [];
  #at = 0;

  constructor(host: PipelineHost, stages: readonly ReadyStage[]) {
    this.#host = host;
    this.#stages = stages;
  }

  runFrom(at: number, stdin: string | undefined): PipelineOutcome {
    this.#at = at;
    const [name = "", ...args] = this.#stages[at]!.words;
    const failure = this.#openFilters(at + 1);
    if (failure !== undefined) return { exit: failure };
    if (name === "xargs") return this.#runEach(args, stdin ?? "");
    const program = this.#host.programs.get(name);
    if (program) return this.#settle(name, program.run(this.#context(stdin), args));
    if (filters.has(name)) return this.#runFilterFirst(name, args, stdin);
    if (name.includes("/")) return this.#runScript(name, args, stdin);
    this.#err(`${this.#host.notFound(name)}\n`);
    return this.#ended(127);
  }

  /** `./script.sh`, or a program by its path. */
  #runScript(name: string, args: readonly string[], stdin: string | undefined): PipelineOutcome {
    const file = this.#host.readFile(name);
    const known = name.replace(/^.*\//, "");
    const bash = this.#host.programs.get("bash");
    const program = file === undefined ? this.#host.programs.get(known) : bash;
    if (program && (file !== undefined || name.startsWith("/"))) {
      return this.#settle(program.name, program.run(this.#context(stdin), file === undefined ? args : [name, ...args]));
    }
    this.#err(`${this.#host.voice}: ${name}: No such file or directory\n`);
    return this.#ended(127);
  }

  #runEach(args: readonly string[], stdin: string): PipelineOutcome {
    const xargs = xargsLines(args, stdin);
    if ("error" in xargs) {
      this.#err(`${xargs.error}\n`);
      return this.#ended(1);
    }
    this.#queue = xargs.lines;
    return this.#ended(0);
  }
  #runQueued([words = [], ...queue]: readonly (readonly string[])[]): PipelineOutcome {
    this.#queue = queue;
    const [name = "", ...args] = words;
    const program = this.#host.programs.get(name);
    if (program) return this.#settle(name, program.run(this.#context(undefined), args));
    if (filters.has(name)) return this.#runFilterFirst(name, args, undefined);
    this.#queue = [];
    this.#err(`xargs: ${name}: No such file or directory\n`);
    return this.#ended(127);
  }

  resume(running: RunningPipeline, reason: ShellWakeReason): PipelineOutcome {
    this.#at = running.at;
    this.#filters = running.filters.map((f) => ({ ...f }));
    this.#partial = running.partial;
    this.#gathered = running.gathered;
    this.#queue = running.queue;
    const program = this.#host.programs.get(running.program);
    return this.#settle(
      running.program,
      program?.resume?.(this.#context(undefined), running.state, reason) ?? { exit: 0 },
    );
  }

  #context(stdin: string | undefined): ProgramContext {
    return this.#host.context({
      ...(stdin === undefined ? {} : { stdin }),
      isPiped:
        this.#stages.length > 1 ||
        this.#stages[this.#at]!.redirects.some(({ stream, to }) => stream === 1 && to !== "input"),
      out: (text) => this.#feed(text),
      err: (text) => this.#err(text),
    });
  }

  /** The filters from `from` up to the next program. Answers an exit status if one does not like its arguments. */
  #openFilters(from: number): number | undefined {
    this.#filters = [];
    for (let i = from; i < this.#stages.length; i++) {
      const [name = "", ...args] = this.#stages[i]!.words;
      const filter = this.#host.programs.has(name) ? undefined : filters.get(name);
      if (!filter) return undefined;
      const started = filter.start(args);
      if ("error" in started) {
        this.#host.err(`${started.error}\n`);
        return started.exit;
      }
      this.#filters.push({ stage: i, name, state: started.state });
      if (name === "tee") this.#empty(args);
    }
    return undefined;
  }

  /** `grep web pods.txt`, or a filter that reads what was redirected or gathered. */
  #runFilterFirst(name: string, args: readonly string[], stdin: string | undefined): PipelineOutcome {
    const files =
      FILE_READERS.has(name) && stdin === undefined ? args.filter((a) => this.#host.readFile(a) !== undefined) : [];
    const missing = stdin === undefined && files.length === 0 ? missingFile(name, args) : undefined;
    if (missing !== undefined) {
      this.#err(`${name}: ${missing}: No such file or directory\n`);
      return this.#ended(PATTERN_READERS.has(name) ? 2 : 1);
    }
    const filter = filters.get(name)!;
    const options = args.filter((a) => !files.includes(a));
    const started = filter.start(options);
    if ("error" in started) {
      this.#err(`${started.error}\n`);
      return this.#ended(started.exit);
    }
    const named = files.length === 0 ? undefined : filter.files;
    if (named) {
      const { out, exit } = named(
        options,
        files.map((file) => ({ name: file, text: this.#host.readFile(file) ?? "" })),
      );
      this.#feed(out.map((text) => `${text}\n`).join(""));
      return this.#ended(exit);
    }
    if (name === "sed" && args.some((a) => /^-[nEr]*i/.test(a))) return this.#editInPlace(started.state, files);
    const text = stdin ?? files.map((f) => this.#host.readFile(f)).join("");
    let { state } = started;
    for (const line of linesOf(text)) {
      const step = filter.line(state, line);
      ({ state } = step);
      for (const out of step.out) this.#feed(`${out}\n`);
      if (step.isDone) break;
    }
    const end = filter.end(state);
    this.#feed(end.out.map((out, i) => out + endOf(end, i)).join(""));
    return this.#ended(end.exit);
  }

  #editInPlace(state: RunningPipeline["state"], files: readonly string[]): PipelineOutcome {
    const sed = filters.get("sed")!;
    for (const file of files) {
      let now = state;
      const out: string[] = [];
      for (const line of linesOf(this.#host.readFile(file) ?? "")) {
        const step = sed.line(now, line);
        now = step.state;
        out.push(...step.out.map((l) => `${l}\n`));
        if (step.isDone) break;
      }
      this.#host.writeFile(file, out.join(""));
    }
    return this.#ended(0);
  }

  #settle(name: string, outcome: ProgramOutcome): PipelineOutcome {
    if (!isWaiting(outcome)) return this.#ended(outcome.exit);
    if (this.#isDone) return this.#ended(0);
    return {
      running: {
        stages: this.#stages,
        at: this.#at,
        filters: this.#filters.map(({ stage, name: filter, state }) => ({ stage, name: filter, state })),
        partial: this.#partial,
        gathered: this.#gathered,
        queue: this.#queue,
        program: name,
        state: outcome.state,
        wake: outcome.wake,
        ...(outcome.edit ? { edit: outcome.edit } : {}),
        ...(outcome.crosses ? { crosses: outcome.crosses } : {}),
      },
    };
  }

  /** The program has ended: the filters end, and the next program runs on what was gathered. */
  #ended(exit: number): PipelineOutcome {
    if (this.#queue.length > 0 && !this.#isDone) return this.#runQueued(this.#queue);
    if (this.#partial !== "") this.#line(0, this.#partial, "");
    this.#partial = "";
    let last = exit;
    for (let i = 0; i < this.#filters.length; i++) {
      const f = this.#filters[i]!;
      const end = filters.get(f.name)!.end(f.state);
      for (const [at, out] of end.out.entries()) this.#line(i + 1, out, endOf(end, at));
      last = end.exit;
    }
    const next = this.#at + this.#filters.length + 1;
    if (next >= this.#stages.length) return { exit: last };
    const stdin = this.#gathered;
    this.#gathered = "";
    return new Pipeline(this.#host, this.#stages).runFrom(next, stdin);
  }

  #feed(text: string): void {
    if (this.#isDone) return;
    if (this.#stages[this.#at]!.redirects.some(({ to }) => to === "stderr")) return this.#write(this.#at, 2, text);
    if (this.#filters.length === 0) return this.#sink(text);
    const lines = (this.#partial + text).split("\n");
    this.#partial = lines.pop() ?? "";
    for (const line of lines) this.#line(0, line, "\n");
  }

  /** A line through the filters from `from` on. */
  #line(from: number, line: string, end: string): void {
    let lines: readonly string[] = [line];
    for (let i = from; i < this.#filters.length; i++) {
      const f = this.#filters[i]!;
      const out: string[] = [];
      for (const l of lines) {
        if (f.name === "tee") this.#copy(f.stage, `${l}\n`);
        const step = filters.get(f.name)!.line(f.state, l);
        f.state = step.state;
        out.push(...step.out);
        if (step.isDone) this.#isDone = true;
      }
      lines = out;
    }
    for (const l of lines) this.#sink(`${l}${end === "" && from >= this.#filters.length ? "" : "\n"}`);
  }

  #empty(args: readonly string[]): void {
    if (!args.includes("-a")) for (const file of args) this.#host.writeFile(file, "");
  }
  /** What goes through tee. */
  #copy(stage: number, text: string): void {
    for (const file of this.#stages[stage]!.words.slice(1).filter((word) => word !== "-a")) {
      this.#host.writeFile(file, (this.#host.readFile(file) ?? "") + text);
    }
  }
  /** What leaves the last filter: to the next program, a file, or the screen. */
  #sink(text: string): void {
    const last = this.#at + this.#filters.length;
    if (last + 1 < this.#stages.length) this.#gathered += text;
    else this.#write(last, 1, text);
  }
  #err(text: string): void {
    const { redirects } = this.#stages[this.#at]!;
    const at = redirects.findLastIndex(({ stream }) => stream === 2);
    if (redirects[at]?.to !== "stdout") return this.#write(this.#at, 2, text);
    // `2>&1 >file`: it goes where the output went when this was said, and only the output goes on to the file.
    const isEarlier = redirects.slice(at).some(isFile) && !redirects.slice(0, at).some(isFile);
    if (isEarlier && this.#stages.length === 1) this.#host.out(text);
    else this.#feed(text);
  }
  #write(stage: number, stream: 1 | 2, text: string): void {
    const target = this.#stages[stage]!.redirects.findLast(
      (r) => r.stream === stream && (r.to === "file" || r.to === "append" || r.to === "null"),
    );
    if (target?.to === "null") return;
    if (target) this.#host.writeFile(target.path, (this.#host.readFile(target.path) ?? "") + text);
    else if (stream === 1) this.#host.out(text);
    else this.#host.err(text);
  }
}

const isFile = ({ stream, to }: ReadyStage["redirects"][number]): boolean =>
  stream === 1 && (to === "file" || to === "append" || to === "null");

/** What stands behind a line that came at a filter's end. */
const endOf = ({ out, isOpen }: ReturnType<Filter["end"]>, at: number): string =>
  isOpen === true && at === out.length - 1 ? "" : "\n";
