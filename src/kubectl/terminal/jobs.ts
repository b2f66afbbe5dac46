// Commands behind the prompt: `&`, Ctrl+Z, and what jobs, fg, bg, kill and wait do with them. A job is a row like a terminal's, with what the
// shell knew when it began, so that it waits, rewinds and is restored as any line. Its words are bash's.
import type { Sim } from "#engine";
import type { Node } from "./ast.ts";
import type { BroughtBack, JobName, Process } from "./frames.ts";
import type { JobControl, JobView, ShellWakeReason, Signal } from "./program.ts";
import { type JobInfo, newTerminal, type Rows, screenOf, type TerminalRow } from "./terminals.ts";

/** What the jobs ask of the shell that runs lines. */
export interface JobPort {
  readonly rows: Rows;
  readonly sim: Sim;
  /** Runs a row as far as it goes. */
  go(id: string, process: Process): void;
  resume(row: TerminalRow, reason: ShellWakeReason): void;
  /** Tidies up what waits in a row that goes on no more. */
  tidy(row: TerminalRow): void;
}

/** Jobs of one shell that live at a time, and jobs that jobs start: a fork bomb goes no further. */
const MOST_JOBS = 30;
const MOST_NESTED = 3;
/** Of what happens while a job is stopped. */
const MOST_MISSED = 500;
const FIRST_PID = 4250;
const STATE_WIDTH = 24;

export class Jobs {
  readonly #port: JobPort;

  constructor(port: JobPort) {
    this.#port = port;
  }

  /** Those of a shell, by number. */
  #of(owner: string): readonly (TerminalRow & { readonly job: JobInfo })[] {
    return [...this.#port.rows.jobs.values()].filter(isJob).filter(({ job }) => job.owner === owner);
  }
  #nextName(owner: TerminalRow, text: string): JobName {
    const number = Math.max(0, ...this.#of(owner.id).map(({ job }) => job.number)) + 1;
    return { number, pid: (owner.lastPid ?? FIRST_PID) + 1, text };
  }

  start(ownerId: string, { body, text }: Extract<Node, { k: "background" }>): void {
    const { rows } = this.#port;
    const owner = rows.get(ownerId) ?? newTerminal(ownerId);
    if (!this.#hasRoom(ownerId) || ownerId.split("&").length > MOST_NESTED) {
      return this.#print(ownerId, "bash: fork: retry: Resource temporarily unavailable\n");
    }
    const name = this.#nextName(owner, text);
    if (rows.get(ownerId)) rows.set(ownerId, { ...owner, lastPid: name.pid });
    if (!owner.job) this.#print(ownerId, `[${name.number}] ${name.pid}\n`);
    const row = this.#make(owner, name, "running");
    this.#port.go(row.id, { stack: [{ k: "list", nodes: [body], at: 0 }] });
  }

  /** What has ended, and was not told of yet, goes if there is no room left. */
  #hasRoom(owner: string): boolean {
    const rows = this.#of(owner);
    if (rows.length < MOST_JOBS) return true;
    const ended = rows.find(({ job }) => job.status === "done");
    if (ended) this.#port.rows.jobs.delete(ended.id);
    return ended !== undefined;
  }

  /** A row with what the shell knows. */
  #make(owner: TerminalRow, name: JobName, status: JobInfo["status"]): TerminalRow {
    const { id: _, process: _p, timer: _t, login, job: _j, ...scope } = owner;
    const id = `${owner.id}&${name.number}`;
    const row: TerminalRow = {
      ...scope,
      id,
      history: [],
      typedAhead: [],
      ...(login ? { login: { ...login, outer: newTerminal(id) } } : {}),
      job: { ...name, owner: owner.id, status },
    };
    this.#port.rows.set(id, row);
    return row;
  }

  /** Nothing is left of it to do. */
  end(row: TerminalRow, signal?: Signal): void {
    const { rows } = this.#port;
    const { job, process: _, timer: _t, kept: _k, ...rest } = row;
    if (!job) return;
    for (const own of this.#of(row.id)) if (own.job.status === "done") rows.jobs.delete(own.id);
    const { missed: _m, ...name } = job;
    const ended: JobInfo = { ...name, status: "done", ...(signal ? { signal: signal.text } : {}) };
    const lastExit = signal ? 128 + signal.number : row.lastExit;
    const owner = rows.get(job.owner);
    if (!owner || owner.job?.status === "done") rows.jobs.delete(row.id);
    else rows.set(row.id, { ...rest, lastExit, job: ended });
    if (owner?.process?.running?.wake.job) this.#port.resume(owner, { type: "time" });
  }

  /** Ctrl+Z: what runs in the foreground stops, and the shell goes on without it. */
  suspend(row: TerminalRow): void {
    const { rows, sim } = this.#port;
    const { process, timer, ...rest } = row;
    if (!process) return;
    sim.clearTimer(timer);
    const at = process.stack.findLastIndex((frame) => frame.k === "sub" && frame.job !== undefined);
    const frame = process.stack[at];
    const brought = frame?.k === "sub" ? frame : undefined;
    const name = brought?.job ?? this.#nextName(row, row.history.at(-1) ?? "");
    const made = this.#make(row, name, "stopped");
    rows.set(made.id, { ...made, process: { ...process, stack: process.stack.slice(at + 1) } });
    rows.set(row.id, {
      ...rest,
      ...brought?.saved,
      lastExit: STOPPED_EXIT,
      lastPid: Math.max(name.pid, row.lastPid ?? 0),
    });
    this.#print(row.id, `\n${this.#line(row.id, name.number)}`);
    this.#port.go(row.id, { stack: process.stack.slice(0, Math.max(0, at)) });
  }

  /** It wants the screen, or is told to stop. */
  stop(row: TerminalRow): void {
    if (row.job?.status !== "running") return;
    this.#port.sim.clearTimer(row.timer);
    const { timer: _, ...rest } = row;
    this.#port.rows.set(row.id, { ...rest, job: { ...row.job, status: "stopped" } });
  }
  /** Something happened for which a stopped job waits. */
  miss(row: TerminalRow, reason: ShellWakeReason): void {
    const { job } = row;
    const missed = job?.missed ?? [];
    if (!job || missed.length >= MOST_MISSED) return;
    this.#port.rows.set(row.id, { ...row, job: { ...job, missed: [...missed, reason] } });
  }
  #goOn(row: TerminalRow): void {
    const { job, process } = row;
    if (job?.status !== "stopped" || !process) return;
    const { missed, ...name } = job;
    this.#port.rows.set(row.id, { ...row, job: { ...name, status: "running" } });
    this.#port.go(row.id, withMissed(process, missed));
  }

  /** `fg`: it leaves the table of jobs. A word of complaint, if there is none. */
  bringBack(ownerId: string, spec: string | undefined): BroughtBack | string {
    const view = this.controlOf(ownerId).find(spec ?? "%+");
    const row = view && this.#port.rows.jobs.get(`${ownerId}&${view.number}`);
    if (!row?.job || !view) return `fg: ${spec ?? "current"}: no such job`;
    if (row.job.status === "done" || !row.process) return "fg: job has terminated";
    const { number, pid, text, missed } = row.job;
    this.#port.sim.clearTimer(row.timer);
    this.#port.rows.jobs.delete(row.id);
    const { variables, directory } = row;
    return {
      name: { number, pid, text },
      process: withMissed(row.process, missed),
      scope: { variables, directory },
    };
  }

  controlOf(owner: string): JobControl {
    const rowOf = (number: number) => this.#port.rows.jobs.get(`${owner}&${number}`);
    const on = (act: (row: TerminalRow) => void) => (number: number) => {
      const row = rowOf(number);
      if (row) act(row);
    };
    return {
      list: () => this.#views(owner),
      find: (spec) => found(this.#views(owner), spec),
      end: (number, signal) =>
        on((row) => {
          this.#port.tidy(row);
          this.end(this.#port.rows.get(row.id) ?? row, signal);
        })(number),
      stop: on((row) => this.stop(row)),
      goOn: on((row) => this.#goOn(row)),
      forget: on((row) => {
        this.#port.tidy(row);
        this.#port.rows.jobs.delete(row.id);
      }),
    };
  }
  #views(owner: string): readonly JobView[] {
    const rows = this.#of(owner);
    const byAge = [...rows].toSorted((a, b) => b.job.number - a.job.number);
    const first = [...byAge.filter(isStopped), ...byAge.filter((row) => !isStopped(row))];
    return rows
      .map(({ lastExit, job }): JobView => ({
        number: job.number,
        pid: job.pid,
        text: job.text,
        status: job.status,
        ...(job.signal === undefined ? {} : { signal: job.signal }),
        exit: lastExit,
        mark: job.number === first[0]?.job.number ? "+" : job.number === first[1]?.job.number ? "-" : " ",
      }))
      .toSorted((a, b) => a.number - b.number);
  }

  /** What has ended is told of when the prompt comes, and then forgotten. */
  tell(id: string): void {
    const views = this.#views(id).filter(({ status }) => status === "done");
    if (views.length === 0) return;
    this.#print(id, views.map(jobLine).join(""));
    for (const { number } of views) this.#port.rows.jobs.delete(`${id}&${number}`);
  }
  #line(owner: string, number: number): string {
    return this.#views(owner)
      .filter((view) => view.number === number)
      .map(jobLine)
      .join("");
  }
  /** The terminal is closed, or the machine left. */
  endAll(owner: string): void {
    for (const row of this.#of(owner)) {
      this.#port.tidy(row);
      this.#port.rows.jobs.delete(row.id);
      this.endAll(row.id);
    }
  }
  #print(id: string, text: string): void {
    this.#port.sim.log({ type: "terminal", terminal: screenOf(id), stream: "stderr", text });
  }
}

/** 128 and SIGTSTP. */
const STOPPED_EXIT = 148;

const isJob = (row: TerminalRow): row is TerminalRow & { readonly job: JobInfo } => row.job !== undefined;
const isStopped = ({ job }: TerminalRow): boolean => job?.status === "stopped";

const withMissed = (process: Process, missed: readonly ShellWakeReason[] = []): Process =>
  process.running ? { ...process, running: { ...process.running, missed } } : process;

/** `%1`, `%+`, `%%`, `%-`, `%kub`, `%?web`, or a process number. */
const found = (views: readonly JobView[], spec: string): JobView | undefined => {
  const name = spec.startsWith("%") ? spec.slice(1) : undefined;
  if (name === undefined) return views.find(({ pid }) => String(pid) === spec);
  if (name === "" || name === "+" || name === "%") return views.find(({ mark }) => mark === "+");
  if (name === "-") return views.find(({ mark }) => mark === "-") ?? views.find(({ mark }) => mark === "+");
  if (/^\d+$/.test(name)) return views.find(({ number }) => number === Number(name));
  return views.find(({ text }) => (name.startsWith("?") ? text.includes(name.slice(1)) : text.startsWith(name)));
};

/** `[1]+  Running                 sleep 100 &`. */
export const jobLine = ({ number, mark, status, signal, exit, text }: JobView): string => {
  const states = { running: "Running", stopped: "Stopped", done: signal ?? (exit === 0 ? "Done" : `Exit ${exit}`) };
  const end = status === "running" ? " &" : "";
  return `[${number}]${mark}  ${states[status].padEnd(STATE_WIDTH)}${text}${end}\n`;
};
