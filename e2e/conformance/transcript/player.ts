// Plays the steps of a transcript in a learner's session: the same shell, the same run, the same clock as the page's.
import type { Json, JsonObject } from "#api/meta";
import type { ComponentFactory, Scenario } from "#engine";
import { useRareParts } from "#kubectl";
import { explainedPart } from "#kubectl/explained";
import { rare } from "#kubectl/rare";
import { useParts } from "#app/session/parts";
import { compareStrings } from "#api/compare";
import { Session } from "../../../src/app/session/session.ts";
import { MAIN_TERMINAL } from "../../../src/app/session/terminals.ts";
import type { Outcomes, PlayedStep, Step } from "../recording.ts";

/**
 * A real kubectl reads its configuration and asks for what there is before it does anything. Measured in the recordings: the quickest of
 * all lines take 40 ms, one that asks nothing (config view) 50, one with a single request (get 80, label and patch 90, set and scale 100)
 * is over 20 to 30 ms after the request was sent.
 * Simplified: apply does all at this moment; the real one needs 140 ms for its first object and about 50 for each more.
 */
const COMMAND_MS = 70;

/** One that was quicker than that in all (stern, or an error in the line) acts at its end, so that the next is not late. */
const startUpMs = ({ t, end }: Step): number => (end > t ? Math.min(COMMAND_MS, (end - t) * 1000) : COMMAND_MS);

/** A command that blocks is given up after this much virtual time, unless the recording took longer. */
const PATIENCE_MS = 660_000;
const LOOK_EVERY_MS = 10;
const STDIN_FILE = ".stdin";

useParts();
useRareParts({ ...rare, ...explainedPart });

export class Player {
  readonly session: Session;
  readonly startMs: number;

  constructor(scenario: Scenario, components: readonly ComponentFactory[] = []) {
    this.session = new Session({ scenario, files: [], components });
    this.startMs = this.session.nowMs;
  }

  get second(): number {
    return (this.session.nowMs - this.startMs) / 1000;
  }

  /** At its time, or now if that has passed. */
  play(step: Step): PlayedStep {
    this.#advanceTo(this.startMs + step.t * 1000);
    const t = this.second;
    const played = this.#do(step);
    return { t, end: this.second, ...played };
  }

  advance(seconds: number): void {
    this.#advanceTo(this.startMs + seconds * 1000);
  }

  #advanceTo(atMs: number): void {
    if (atMs > this.session.nowMs) this.session.advance(Math.round(atMs));
  }

  #do(step: Step): Partial<PlayedStep> {
    if (step.run !== undefined) return this.#run(step, step.run);
    if (step.request) return this.#request(step.request);
    if (step.load) return this.#load(step.load);
    for (const [file, text] of Object.entries(step.write ?? {})) this.session.write(file, text);
    for (const [node, to] of Object.entries(step.power ?? {})) {
      this.session.act({ component: "node", action: "power", data: { node, on: to === "on" } });
    }
    if (step.sleep !== undefined) this.#advanceTo(this.session.nowMs + step.sleep * 1000);
    return {};
  }

  // ---- Commands ----
  #run(step: Step, line: string): Partial<PlayedStep> {
    const { session } = this;
    const startedMs = session.nowMs;
    this.#advanceTo(startedMs + startUpMs(step));
    const ran = line.replaceAll(/\{pod:([^:}]+)(?::(\d+))?\}/g, (_, app: string, nth = "0") =>
      this.#pod(app, Number(nth)),
    );
    if (step.stdin !== undefined) session.write(STDIN_FILE, step.stdin);
    const from = session.run.logLength;
    session.type(step.stdin === undefined ? ran : `cat ${STDIN_FILE} | ${ran}`);
    const mostMs = step.for === undefined ? Math.max(PATIENCE_MS, (step.end - step.t) * 2000) : step.for * 1000;
    const isStopped = this.#waitUntil(() => !this.#isBusy, startedMs + mostMs);
    if (isStopped) session.interrupt();
    return { run: line, ran, ...this.#output(from), exit: isStopped ? null : this.#lastExit };
  }

  /** The name of the nth pod of an app that is not being deleted, by age, then by name. */
  #pod(app: string, nth: number): string {
    const pods = this.session.run.cluster.sim.store
      .list("pods")
      .filter((p) => p.metadata.labels?.["app"] === app && p.metadata.deletionTimestamp === undefined)
      .toSorted(
        (a, b) =>
          compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? "") ||
          compareStrings(a.metadata.name, b.metadata.name),
      );
    return pods[nth]?.metadata.name ?? "";
  }

  get #terminal(): { readonly process?: unknown; readonly lastExit: number } | undefined {
    return this.session.run.cluster.sim
      .table<{ readonly process?: unknown; readonly lastExit: number }>("shell/terminals")
      .get(MAIN_TERMINAL);
  }
  get #isBusy(): boolean {
    return this.#terminal?.process !== undefined;
  }
  get #lastExit(): number {
    return this.#terminal?.lastExit ?? 0;
  }

  #output(from: number): { readonly stdout: string; readonly stderr: string } {
    const texts = { stdin: "", stdout: "", stderr: "", note: "" };
    for (const entry of this.session.run.branch.entries.slice(from)) {
      const isInterrupt = entry.type === "terminal" && entry.text === "^C\n";
      if (entry.type === "terminal" && entry.terminal === MAIN_TERMINAL && !isInterrupt) {
        texts[entry.stream] += entry.text;
      }
    }
    return { stdout: texts.stdout, stderr: texts.stderr };
  }

  // ---- Traffic ----
  #request({ url, n, every }: NonNullable<Step["request"]>): Partial<PlayedStep> {
    const name = `request at ${this.second}`;
    this.#network("request", { name, url, n, ...(every === undefined ? {} : { every }) });
    return { got: this.#outcomesOf(name, n * 5000) };
  }

  #load({ name = "", url = "", every = 1, stop }: NonNullable<Step["load"]>): Partial<PlayedStep> {
    if (stop === undefined) {
      this.#network("load", { name, url, every });
      return {};
    }
    this.#network("loadStop", { name: stop });
    return { got: this.#outcomesOf(stop, 5000) };
  }

  #network(action: string, data: JsonObject): Json {
    return this.session.run.act({ component: "network", action, data });
  }

  /** Waits until the last one has come back. */
  #outcomesOf(name: string, mostMs: number): Outcomes {
    const results = (): { readonly isDone: boolean; readonly outcomes: Outcomes } =>
      this.session.run.cluster.run({ component: "network", action: "results", data: { name } }) as never;
    this.#waitUntil(() => results().isDone, this.session.nowMs + mostMs);
    return results().outcomes;
  }

  /** Lets time pass until something holds; true if it did not until `untilMs`. */
  #waitUntil(holds: () => boolean, untilMs: number): boolean {
    while (!holds()) {
      if (this.session.nowMs >= untilMs) return true;
      this.#advanceTo(Math.min(untilMs, this.session.nowMs + LOOK_EVERY_MS));
    }
    return false;
  }
}
