// Runs what is typed: the lines, what waits, and what goes on. Output goes to the run's log with its time, so that at any instant a terminal
// shows what it showed then.
import type { Json, JsonObject } from "#api/meta";
import { kubectlComplaint, type Sim } from "#engine";
import { createEngineClient } from "../engine-client.ts";
import type { LineRunner } from "../line-parts.ts";
import { ShellSyntaxError } from "./shell-error.ts";
import { advance, errorsOf, isCapturing, settled, withCaptured } from "./machine.ts";
import type { Process } from "./frames.ts";
import { Jobs } from "./jobs.ts";
import { podPlaceOf } from "./pod-host.ts";
import { LONGEST_LINE, parseLine } from "./parse.ts";
import { createKubectlProgram } from "./programs/kubectl.ts";
import { builtins } from "./programs/builtins.ts";
import { createLookups } from "./programs/lookup.ts";
import { curl } from "./programs/curl.ts";
import { deploy, git, jenkins } from "./programs/delivery.ts";
import { filePrograms } from "./programs/files.ts";
import { ping } from "./programs/ping.ts";
import { rarePart } from "../rare-parts.ts";
import { createSternProgram } from "./programs/stern.ts";
import { watch } from "./programs/watch.ts";
import { Patience, sternComplaint } from "./patience.ts";
import { ROOT_HOME } from "./paths.ts";
import { resumePipeline, type PipelineOutcome } from "./pipeline.ts";
import type { Crossing, Program, ShellWakeReason } from "./program.ts";
import { Surface } from "./surface.ts";
import { inVoiceOf } from "./voice.ts";
import { programsOn, shellOn, type SurfaceParts } from "./surface-parts.ts";
import { PROMPT, promptOf, Rows, screenOf, type TerminalRow } from "./terminals.ts";
import { ENTER_SCREEN, LEAVE_SCREEN } from "./screen.ts";

/** What a loop that never waits does before it is looked at again takes a machine about this long. */
const BREATH_MS = 1000;
/** Letters that a loop may print without a pause. */
const MOST_FLOOD = 1_000_000;
const HISTORY_KEPT = 1000;

class Shell implements LineRunner {
  readonly #sim: Sim;
  readonly #rows: Rows;
  readonly #jobs: Jobs;
  readonly #parts: SurfaceParts;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#rows = new Rows(sim);
    this.#jobs = new Jobs({
      rows: this.#rows,
      sim,
      go: (id, process) => this.#go(id, process),
      resume: (row, reason) => this.resume(row, reason),
      tidy: (row) => this.#tidy(row),
    });
    const patience = new Patience(sim);
    const client = createEngineClient(sim, patience);
    const kubectl = patience.patient(createKubectlProgram(client), kubectlComplaint);
    const stern = patience.patient(createSternProgram(client), sternComplaint);
    const own = [kubectl, stern, curl, ping, ssh, watch, git, jenkins, deploy];
    const named = [...own, ...builtins, ...filePrograms, ...LATE.map(late)];
    const lookups = createLookups(named.map((p) => p.name));
    const programs = new Map([...named, ...lookups].map((p) => [p.name, p]));
    const hostFiles = sim.table<string>("shell/host-files");
    this.#parts = { sim, rows: this.#rows, jobs: this.#jobs, files: sim.table("shell/files"), hostFiles, programs };
  }

  type(row: TerminalRow, line: string): void {
    if (row.process?.running && this.#programOf(row)?.quitBy === line.trim()) return this.stop(row);
    if (row.process && row.login && line === HANG_UP) return this.#leave(row, 255);
    if (!row.process) return this.#begin(row, line);
    this.#rows.set(row.id, { ...row, typedAhead: [...row.typedAhead, line] });
  }

  #begin(row: TerminalRow, typed: string): void {
    const line = recalled(typed, row.history);
    this.#sim.log({ type: "terminal", terminal: row.id, stream: "stdin", text: line, ...whereTyped(row) });
    if (line.trim() === "") return this.#jobs.tell(row.id);
    const history = [...row.history, line].slice(-HISTORY_KEPT);
    this.#rows.set(row.id, { ...row, history });
    if (line.length > LONGEST_LINE) return this.#complain(row.id, "bash: line too long");
    try {
      const node = parseLine(line);
      const way = row.login && rarePart("host").way(this.#sim, row.login);
      this.#go(row.id, { stack: [{ k: "list", nodes: way ? [parseLine(way), node] : [node], at: 0 }] });
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.#complain(row.id, inVoiceOf(this.#sim, row.login?.host, `bash: ${error.message}`));
    }
  }
  #complain(id: string, message: string): void {
    this.#sim.log({ type: "terminal", terminal: screenOf(id), stream: "stderr", text: `${message}\n` });
    this.#rows.set(id, { ...this.#rows.get(id)!, lastExit: 2 });
  }

  #surface(id: string): Surface {
    return new Surface(this.#parts, id);
  }

  /** Runs a process as far as it goes. */
  #go(id: string, process: Process): void {
    const waiting = process.running && this.#rows.get(id);
    if (waiting) return this.#waitFor(waiting, process);
    const surface = this.#surface(id);
    const advanced = advance(process, surface);
    const row = this.#rows.get(id);
    if (!row) return;
    if (!advanced) return this.#finish(row);
    if (advanced.isExhausted) return this.#breathe(row, advanced.process, (process.printed ?? 0) + surface.printed());
    this.#waitFor(row, advanced.process);
  }
  /** It goes on when what it waits for has come. */
  #waitFor(row: TerminalRow, process: Process): void {
    const { id } = row;
    const { missed, ...running } = process.running!;
    const atMs = this.#virtualMs(running.wake.atMs);
    const { timer: _, ...rest } = row;
    const timer = atMs === undefined ? {} : { timer: this.#sim.setTimer(atMs, "shell/wake", id) };
    this.#rows.set(id, { ...rest, process: { ...process, running }, ...timer });
    if (row.job && (running.edit || this.#programOf(this.#rows.get(id)!)?.hasScreen)) {
      this.#showScreen(id, LEAVE_SCREEN);
      return this.#jobs.stop(this.#rows.get(id)!);
    }
    if (missed) this.#showScreen(row.id, ENTER_SCREEN);
    this.#cross(id, running.crosses);
    for (const reason of missed ?? []) {
      const now = this.#rows.get(id);
      if (now) this.resume(now, reason);
    }
  }
  /** A program that draws on it comes to the foreground, or leaves it. */
  #showScreen(id: string, text: string): void {
    const row = this.#rows.get(id);
    if (!row || !this.#programOf(row)?.hasScreen) return;
    this.#sim.log({ type: "terminal", terminal: screenOf(id), stream: "stdout", text });
  }
  /** The terminal goes over to another machine, or back. */
  #cross(id: string, crossing: Crossing | undefined): void {
    const row = this.#rows.get(id);
    if (!row || !crossing) return;
    // Behind the prompt nobody logs in, and whoever leaves is through.
    if (row.job) return this.#jobs.end({ ...row, lastExit: "exit" in crossing ? crossing.exit : 255 });
    if ("exit" in crossing) return this.#leave(row, crossing.exit);
    const { to: host } = crossing;
    const history = this.#parts.hostFiles.get(historyFile(host))?.split("\n") ?? [];
    const [next, ...typedAhead] = row.typedAhead;
    const login = { host, sinceMs: this.#sim.now(), outer: { ...row, typedAhead: [] } };
    this.#rows.set(id, { ...shellOn(this.#sim, id, host), history, typedAhead, login });
    if (next !== undefined) this.#begin(this.#rows.get(id)!, next);
  }
  #leave(row: TerminalRow, exit: number): void {
    if (!row.login) return;
    this.#tidy(row);
    this.#jobs.endAll(row.id);
    const { host, outer } = row.login;
    this.#parts.hostFiles.set(historyFile(host), row.history.join("\n"));
    const text = `Connection to ${host} closed.\n`;
    if (!podPlaceOf(host)) this.#sim.log({ type: "terminal", terminal: row.id, stream: "stderr", text });
    const back = { ...outer, lastExit: exit, typedAhead: row.typedAhead };
    this.#rows.set(row.id, back);
    this.resume(back, { type: "time" });
  }
  /** A loop without a pause goes on later, unless it has printed more than anybody reads. */
  #breathe(row: TerminalRow, process: Process, printed: number): void {
    if (printed > MOST_FLOOD) {
      this.#complain(row.id, "bash: stopped: a loop has printed 1 MB without a pause; put a sleep into it");
      return this.#finish(this.#rows.get(row.id)!);
    }
    const { timer: _, ...rest } = row;
    const timer = this.#sim.setTimer(this.#sim.now() + BREATH_MS, "shell/wake", row.id);
    this.#rows.set(row.id, { ...rest, process: { ...process, printed }, timer });
  }
  /** Whoever waits lets time pass, however short it asks for: a loop over `sleep 0` must not stop the clock. */
  #virtualMs(wallMs: number | undefined): number | undefined {
    return wallMs === undefined ? undefined : this.#sim.now() + Math.max(1, wallMs - this.#sim.wallMs());
  }
  #finish(row: TerminalRow): void {
    if (row.job) return this.#jobs.end(row);
    const { process: _, timer: _t, kept: _k, ...rest } = row;
    const [next, ...typedAhead] = row.typedAhead;
    this.#rows.set(row.id, { ...rest, typedAhead });
    this.#jobs.tell(row.id);
    if (next !== undefined) this.#begin(this.#rows.get(row.id)!, next);
  }

  wake(id: string): void {
    const row = this.#rows.get(id);
    if (!row?.process) return;
    if (row.process.running) this.resume(row, { type: "time" });
    else this.#go(id, row.process);
  }
  /** A request of a terminal is over; it may have been cut off and nobody waits for it. */
  answered(id: string, answer: Json | undefined): void {
    const row = this.#rows.get(id);
    const request = (answer as JsonObject | undefined)?.["id"];
    if (row && answer !== undefined && row.process?.running?.wake.answer === request) {
      this.resume(row, { type: "answer", answer });
    }
  }
  resume(row: TerminalRow, reason: ShellWakeReason): void {
    const running = row.process?.running;
    if (!row.process || !running) return;
    if (row.job?.status === "stopped") return this.#jobs.miss(row, reason);
    this.#sim.clearTimer(row.timer);
    const { stack } = row.process;
    const surface = this.#surface(row.id);
    surface.keepOutput(isCapturing(stack));
    surface.sendErrors(errorsOf(stack));
    const outcome = resumePipeline(surface.host(), running, reason);
    this.#settle(row.id, { stack: withCaptured(stack, surface.takeOutput()), outcome, surface });
  }
  #settle(
    id: string,
    {
      stack,
      outcome,
      surface,
    }: { readonly stack: Process["stack"]; readonly outcome: PipelineOutcome; readonly surface: Surface },
  ): void {
    if ("exit" in outcome) {
      surface.setExit(outcome.exit);
      this.#go(id, { stack: settled(stack, surface) });
      return;
    }
    const row = this.#rows.get(id);
    if (row) this.#waitFor(row, { stack, running: outcome.running });
  }

  /** Ends what runs; nothing typed ahead is run either. */
  stop(row: TerminalRow): void {
    if (!row.process) return;
    this.#tidy(row);
    const { process: _, timer: _t, kept: _k, ...rest } = row;
    this.#rows.set(row.id, { ...rest, lastExit: 130, typedAhead: [] });
    this.#jobs.tell(row.id);
  }
  suspend(row: TerminalRow): void {
    this.#showScreen(row.id, LEAVE_SCREEN);
    this.#jobs.suspend(row);
  }
  close(id: string): void {
    this.#jobs.endAll(id);
  }
  #tidy(row: TerminalRow): void {
    this.#sim.clearTimer(row.timer);
    const running = row.process?.running;
    const program = this.#programOf(row);
    // One that draws has left the screen when it stopped.
    if (row.job?.status === "stopped" && program?.hasScreen) return;
    if (running) program?.interrupt?.(this.#surface(row.id).context(), running.state);
  }
  #programOf({ process, login }: TerminalRow): Program | undefined {
    return programsOn(this.#parts, login?.host).get(process?.running?.program ?? "");
  }
}

/** What is typed on a connection that answers no more: ssh's own way out. */
const HANG_UP = "~.";
const historyFile = (host: string): string => `${host}:${ROOT_HOME}/.bash_history`;

/** Its programs load when a line first names them. */
const ssh: Program = {
  name: "ssh",
  run: (context, args) => rarePart("host").ssh.run(context, args),
  resume: (context, state, reason) => rarePart("host").ssh.resume!(context, state, reason),
};

/** They load when a line first names one. */
const LATE =
  "basename bash bg date diff dirname disown env expr find jobs kill man nohup printenv printf seq sh sudo timeout wait yes".split(
    " ",
  );
const late = (name: string): Program => ({
  name,
  run: (context, args) => rarePart("tools").get(name)!.run(context, args),
  resume: (context, state, reason) => rarePart("tools").get(name)!.resume?.(context, state, reason) ?? { exit: 0 },
  interrupt: (context, state) => rarePart("tools").get(name)!.interrupt?.(context, state),
});

/** `!!`: the line before. */
const recalled = (line: string, history: readonly string[]): string => {
  const last = history.at(-1);
  return last === undefined ? line : line.replaceAll("!!", () => last);
};

export const createLineRunner = (sim: Sim): LineRunner => new Shell(sim);

const whereTyped = (row: TerminalRow): { readonly prompt?: string; readonly host?: string } => {
  const prompt = promptOf(row);
  return { ...(prompt === PROMPT ? {} : { prompt }), ...(row.login ? { host: row.login.host } : {}) };
};
