// ssh: with a command, that line is run on the other machine and its output comes back; without one, the terminal goes over to it.
// It needs no API server, only the machine itself; on one that reads its own programs back from disk it takes its time.
// Simplified: everybody is root there, and no password is asked for.
import type { Json } from "#api/meta";
import { machineConsole, networkOf, type Sim } from "#engine";
import type { Process } from "../frames.ts";
import type { Program, ProgramContext, ProgramOutcome, RemoteLine } from "../program.ts";
import { FIREWALL, isNode } from "./hosts.ts";
import { longDate } from "./dates.ts";

type State =
  /** The connection is being made. */
  | { readonly k: "connect"; readonly host: string; readonly line: string }
  /** Somebody is logged in. */
  | { readonly k: "login" }
  | { readonly k: "line"; readonly host: string; readonly process: Process }
  /** A line was typed on a machine that may not answer. */
  | { readonly k: "way"; readonly host: string; readonly fromMs: number; readonly sinceMs: number };

/** Options of ssh that take a word with them. */
const VALUED: ReadonlySet<string> = new Set("-i -p -l -o -F -J -L -R -D -W -b -c -e -m -S".split(" "));
/** Until the kernel gives up asking for the machine's address. */
const NO_ROUTE_MS = 3000;
/** Until the kernel gives up sending what nobody acknowledges. */
const BROKEN_MS = 924_000;
const LOOK_MS = 500;

/** Nobody can type it. */
const WAY = "\u0000";

/** `hasNodes`: one can log in to the machines of the cluster too. */
export const createSsh = (hasNodes: boolean): Program => ({
  name: "ssh",
  run: (context, args) => {
    if (args[0] === WAY && context.host !== undefined) {
      return onTheWay(context, { k: "way", host: context.host, fromMs: context.sim.now(), sinceMs: Number(args[1]) });
    }
    return begin(context, args, hasNodes);
  },
  resume: (context, json, reason) => {
    const state = json as unknown as State;
    switch (state.k) {
      case "connect":
        return connected(context, state);
      case "login":
        return { exit: Number(context.variable("?")) };
      case "line":
        return told(context, state.host, context.remote(state.host, { process: state.process, reason }));
      case "way":
        return onTheWay(context, state);
    }
  },
});

const waits = (state: State, wake: { readonly atMs?: number }): ProgramOutcome => ({
  state: state as unknown as Json,
  wake,
});

const begin = (context: ProgramContext, args: readonly string[], hasNodes: boolean): ProgramOutcome => {
  const { sim, err } = context;
  const { host, line } = readLine(args);
  if (host === "") {
    err("usage: ssh [user@]firewall|CLIENT|NODE [command [argument ...]]\n");
    return { exit: 255 };
  }
  if (!isKnown(sim, host)) {
    err(`ssh: Could not resolve hostname ${host}: Name or service not known\n`);
    return { exit: 255 };
  }
  if (isNode(sim, host) && !hasNodes) {
    err("ssh: the cluster's machines have no shell here: open the lesson itself\n");
    return { exit: 255 };
  }
  const waitMs = isNode(sim, host) ? connectMs(sim, host) : 0;
  const state: State & { k: "connect" } = { k: "connect", host, line };
  return waitMs <= 0 ? connected(context, state) : waits(state, { atMs: sim.wallMs() + waitMs });
};

const connectMs = (sim: Sim, node: string): number => {
  const machine = machineConsole(sim, node);
  if (machine.isBooting()) return 0;
  return machine.isReachable() ? machine.promptMs() : NO_ROUTE_MS;
};

const connected = (context: ProgramContext, { host, line }: State & { k: "connect" }): ProgramOutcome => {
  const { sim, err, out } = context;
  if (isNode(sim, host) && !machineConsole(sim, host).isReachable()) {
    const why = machineConsole(sim, host).isBooting() ? "Connection refused" : "No route to host";
    err(`ssh: connect to host ${host} port 22: ${why}\n`);
    return { exit: 255 };
  }
  if (line !== "") return told(context, host, context.remote(host, line));
  out(`Welcome to Debian GNU/Linux 12 (bookworm) on ${host}.\nIt is ${longDate(sim.wallMs())}.\n`);
  return { state: { k: "login" }, wake: {}, crosses: { to: host } };
};

const told = (context: ProgramContext, host: string, { stdout, stderr, exit, waits: left }: RemoteLine) => {
  context.out(stdout);
  context.err(stderr);
  if (!left) return { exit };
  const state: State = { k: "line", host, process: left.process };
  const crossing = left.process.running?.crosses;
  if (crossing === undefined) return { state: state as unknown as Json, wake: left.wake };
  // `ssh a "exit 3"`, or a machine that goes down under its own command.
  if ("exit" in crossing) return { exit: crossing.exit };
  context.err("Pseudo-terminal will not be allocated because stdin is not a terminal.\n");
  return { exit: 255 };
};

/** What stands in quotes reaches the other shell as words all the same. */
const readLine = (args: readonly string[]): { readonly host: string; readonly line: string } => {
  let at = 0;
  while (args[at]?.startsWith("-")) at += VALUED.has(args[at]!) ? 2 : 1;
  return {
    host: (args[at] ?? "").replace(/^.*@/, ""),
    line: args
      .slice(at + 1)
      .join(" ")
      .trim(),
  };
};

const isKnown = (sim: Sim, host: string): boolean => {
  const network = networkOf(sim);
  if (isNode(sim, host)) return true;
  return host === FIREWALL ? network.firewall.isBuilt : [...network.clients()].some(({ spec }) => spec.name === host);
};

export interface LoginPlace {
  readonly host: string;
  readonly sinceMs: number;
}

/** What is run before a line that may get no answer, or a late one. */
export const wayOf = (sim: Sim, { host, sinceMs }: LoginPlace): string | undefined => {
  if (!isNode(sim, host)) return undefined;
  const machine = machineConsole(sim, host);
  const isLate = !machine.isReachable() || machine.promptMs() > 0 || machine.onSinceMs() > sinceMs;
  return isLate ? `ssh ${WAY} ${sinceMs}` : undefined;
};

/** Until the machine answers, or the connection is known to be lost. Simplified: Ctrl+C takes the line back; ssh would not. */
const onTheWay = (context: ProgramContext, state: State & { k: "way" }): ProgramOutcome => {
  const { sim, err, variable } = context;
  const { host, fromMs, sinceMs } = state;
  const machine = machineConsole(sim, host);
  const waitedMs = sim.now() - fromMs;
  const isReset = machine.isReachable() && machine.onSinceMs() > sinceMs;
  if (isReset || waitedMs >= BROKEN_MS) {
    err(`client_loop: send disconnect: ${isReset ? "Connection reset by peer" : "Broken pipe"}\n`);
    return { state: null, wake: {}, crosses: { exit: 255 } };
  }
  if (machine.isReachable() && waitedMs >= machine.promptMs()) return { exit: Number(variable("?")) };
  const restMs = machine.isReachable() ? machine.promptMs() - waitedMs : LOOK_MS;
  return waits(state, { atMs: sim.wallMs() + restMs });
};
