// stern: the logs of many pods at once, as they come, go and restart. Which they are is kubectl/stern's business; here they are followed.
import type { Json } from "#api/meta";
import { applicationsOf, type Sim } from "#engine";
import type { KubeClient } from "../../client.ts";
import { STERN_USAGE } from "../../stern/flags.ts";
import { lineText, paintWith, signLine } from "../../stern/line.ts";
import { optionsOf, readLine, type SternCall, type SternOptions } from "../../stern/options.ts";
import { type Choice, choicesOf, podsOf } from "../../stern/pods.ts";
import { type Known, newTargets, type Target } from "../../stern/targets.ts";
import type { Paint } from "../../stern/template.ts";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

/** A log that is open, and how many of its lines were read. */
interface Open {
  readonly target: Target;
  readonly seen: number;
}

interface State {
  readonly call: SternCall;
  readonly choices: readonly Choice[];
  readonly open: readonly Open[];
  readonly known: Known;
}

const LOOK_MS = 200;
const VERSION = "version: 1.33.0\n";

const failed = (context: ProgramContext, error: string): ProgramOutcome => {
  context.err(`Error: ${error}\n`);
  return { exit: 1 };
};

/** The call with the template that a file holds; or what is wrong. */
const withTemplateFile = (call: SternCall, readFile: ProgramContext["readFile"]): SternCall | string => {
  const path = call.given["template-file"]?.at(-1);
  if (path === undefined || path === "") return call;
  const template = readFile(path);
  if (template === undefined) return `open ${path}: no such file or directory`;
  return { ...call, given: { ...call.given, template: [template] } };
};

export const createSternProgram = (client: KubeClient): Program => ({
  name: "stern",
  run: (context, args) => {
    const line = readLine(args);
    if (line.type === "help") {
      context.out(`Tail multiple pods and containers from Kubernetes\n\n${STERN_USAGE}`);
      return { exit: 0 };
    }
    if (line.type === "misuse") return failed(context, `${line.error}\n${STERN_USAGE}\n`);
    if (line.call.given["version"]) {
      context.out(VERSION);
      return { exit: 0 };
    }
    const call = withTemplateFile(line.call, context.readFile);
    if (typeof call === "string") return failed(context, call);
    const options = optionsOf(call);
    if (!options.ok) return failed(context, options.error);
    const { flags } = options.value;
    const named = [...new Set(flags.list("namespace"))];
    const namespaces = flags.isOn("all-namespaces") ? [""] : named.length > 0 ? named : [context.namespace()];
    const follower = new Follower(context, client, options.value);
    const choices = choicesOf(client, options.value, namespaces);
    if (!choices.ok) return failed(context, choices.error);
    return follower.look({ call, choices: choices.value, open: [], known: {} });
  },
  resume: (context, json, reason) => {
    const state = json as unknown as State;
    const options = optionsOf(state.call);
    if (!options.ok) return failed(context, options.error);
    const follower = new Follower(context, client, options.value);
    return reason.type === "change" ? follower.look(state) : follower.readOn(state);
  },
});

class Follower {
  readonly #context: ProgramContext;
  readonly #client: KubeClient;
  readonly #options: SternOptions;
  readonly #paint: Paint;

  constructor(context: ProgramContext, client: KubeClient, options: SternOptions) {
    this.#context = context;
    this.#client = client;
    this.#options = options;
    // Simplified: `auto` never writes colour codes. The page itself gives each pod its hue, by the same hash.
    this.#paint = paintWith(options.flags.text("color") === "always");
  }

  /** Reads on in every open log and opens those that are new. */
  look(state: State): ProgramOutcome {
    const pods = podsOf(this.#client, this.#options, state.choices);
    if (!pods.ok) return failed(this.#context, pods.error);
    const open = this.#readAll(state.open);
    let { known } = state;
    for (const pod of pods.value) {
      const found = newTargets(pod, this.#options, known);
      ({ known } = found);
      for (const target of found.targets) {
        if (this.#options.isFollowing && open.length >= this.#options.mostRequests) return this.#tooMany();
        this.#keep(open, this.#begin(target));
      }
    }
    return this.#options.isFollowing ? this.#wait({ ...state, open, known }) : { exit: 0 };
  }

  /** No pod has changed: only the open logs can have grown. */
  readOn(state: State): ProgramOutcome {
    return this.#wait({ ...state, open: this.#readAll(state.open) });
  }

  #wait({ call, choices, open, known }: State): ProgramOutcome {
    const next: State = { call, choices, open, known };
    return { state: next as unknown as Json, wake: { watch: { resource: "pods" }, atMs: this.#nowMs + LOOK_MS } };
  }

  #tooMany(): ProgramOutcome {
    const most = this.#options.mostRequests;
    return failed(
      this.#context,
      `stern reached the maximum number of log requests (${most}), use --max-log-requests to increase the limit`,
    );
  }

  get #nowMs(): number {
    return this.#context.sim.wallMs();
  }

  #readAll(logs: readonly Open[]): Open[] {
    const open: Open[] = [];
    for (const log of logs) this.#keep(open, this.#read(log));
    return open;
  }

  /** A log whose container has ended is closed once it is read. */
  #keep(open: Open[], log: Open): void {
    if (this.#options.isFollowing && isRunning(this.#context.sim, log.target)) open.push(log);
    else this.#context.err(signLine("-", log.target, this.#options, this.#paint));
  }

  #begin(target: Target): Open {
    this.#context.err(signLine("+", target, this.#options, this.#paint));
    const lines = linesOf(this.#context.sim, target);
    const { flags } = this.#options;
    const sinceMs = this.#nowMs - Math.floor(flags.durationMs("since") / 1000) * 1000;
    const recent = lines.filter(({ wallMs }) => wallMs >= sinceMs);
    const tail = flags.int("tail");
    this.#print(target, tail < 0 ? recent : tail === 0 ? [] : recent.slice(-tail));
    return { target, seen: lines.at(-1)?.number ?? 0 };
  }

  #read({ target, seen }: Open): Open {
    const lines = linesOf(this.#context.sim, target).filter(({ number }) => number > seen);
    this.#print(target, lines);
    return { target, seen: lines.at(-1)?.number ?? seen };
  }

  #print(target: Target, lines: readonly Line[]): void {
    const shown = lines.map((line) => lineText(line, target, this.#options, this.#paint));
    this.#context.out(shown.map((text) => (text.ok ? text.value : "")).join(""));
    this.#context.err(shown.map((text) => (text.ok ? "" : `${text.error}\n`)).join(""));
  }
}

interface Line {
  readonly text: string;
  readonly wallMs: number;
  /** Counted from the first line of the container's life. */
  readonly number: number;
}

const linesOf = (sim: Sim, { containerId }: Target): readonly Line[] => {
  const { logs } = applicationsOf(sim);
  const kept = logs.read(containerId) ?? [];
  const dropped = logs.count(containerId) - kept.length;
  return kept.map((line, i) => ({ text: line.text, wallMs: sim.wallMs(line.atMs), number: dropped + i + 1 }));
};

const isRunning = (sim: Sim, { containerId }: Target): boolean =>
  applicationsOf(sim).get(containerId)?.exit === undefined && applicationsOf(sim).get(containerId) !== undefined;
