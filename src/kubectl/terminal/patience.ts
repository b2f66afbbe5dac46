// Programs that talk to the API server wait for it: as long as a request takes on a machine that is short of CPU or memory, and until the
// handshake is given up if no answer ever comes. What a program did before its first request is done again with it: nothing of it is seen.
import type { Json, JsonObject } from "#api/meta";
import { clientError, controlPlaneOf, type ApiAnswer, type Sim } from "#engine";
import { SERVER } from "../kubeconfig.ts";
import { type Program, type ProgramContext, type ProgramOutcome, type ShellWakeReason } from "./program.ts";

/** Thrown by a request that does not come through now. */
class Held extends Error {}

/** What is done again once the server can be heard. */
type Again = { readonly args: readonly string[] } | { readonly state: Json; readonly reason: ShellWakeReason };

interface HeldState {
  readonly again: Again;
  readonly startedMs: number;
  /** When the answer comes; absent: none is on its way. */
  readonly dueMs?: number;
}

const HANDSHAKE_MS = 10_000;
/** Until the kernel gives up asking for the machine's address. */
const NO_ROUTE_MS = 3000;
/** A server that wakes up answers the handshake that waits. */
const LOOK_MS = 250;

/** One for all programs of a shell: each pays for its way to the server once in a run. */
export class Patience {
  readonly #sim: Sim;
  #isPaid = false;

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  /** Called by each request. */
  reach(): void {
    if (this.#isPaid) return;
    const controlPlane = controlPlaneOf(this.#sim);
    if (controlPlane.answer().kind !== "answers" || controlPlane.isSlow()) throw new Held();
  }

  /** The program, waiting as it must. `complain`: its words for why it got no answer. */
  patient(program: Program, complain: (why: string) => string): Program {
    return {
      name: program.name,
      run: (context, args) => this.#try(program, context, { args }),
      resume: (context, state, reason) => {
        const held = heldOf(state);
        if (!held) return this.#try(program, context, { state, reason });
        return this.#goOn(program, context, { held, complain });
      },
    };
  }

  #try(program: Program, context: ProgramContext, again: Again): ProgramOutcome {
    const said: (() => void)[] = [];
    const quiet: ProgramContext = {
      ...context,
      out: (text) => said.push(() => context.out(text)),
      err: (text) => said.push(() => context.err(text)),
    };
    try {
      const outcome = perform(program, quiet, again);
      for (const say of said) say();
      return outcome;
    } catch (error) {
      if (!(error instanceof Held)) throw error;
      return this.#hold(context, again);
    }
  }

  #hold(context: ProgramContext, again: Again): ProgramOutcome {
    const startedMs = context.sim.wallMs();
    const ms = controlPlaneOf(context.sim).requestMs();
    const { kind } = controlPlaneOf(context.sim).answer();
    // A port at which nobody listens says so at once.
    const dueMs = kind === "refused" ? startedMs : ms === undefined ? undefined : startedMs + ms;
    return waits(context, { again, startedMs, ...(dueMs === undefined ? {} : { dueMs }) });
  }

  #goOn(
    program: Program,
    context: ProgramContext,
    { held, complain }: { readonly held: HeldState; readonly complain: (why: string) => string },
  ): ProgramOutcome {
    const nowMs = context.sim.wallMs();
    const api = controlPlaneOf(context.sim).answer();
    const waitedMs = nowMs - held.startedMs;
    if (api.kind === "answers" && nowMs >= (held.dueMs ?? 0)) return this.#pay(program, context, held.again);
    const why = reasonOf(api.kind, waitedMs);
    if (why === undefined) return waits(context, held);
    context.err(`${complain(why)}\n`);
    return { exit: 1 };
  }

  #pay(program: Program, context: ProgramContext, again: Again): ProgramOutcome {
    this.#isPaid = true;
    try {
      return perform(program, context, again);
    } finally {
      this.#isPaid = false;
    }
  }
}

/** Why no answer will come any more; undefined while one may. */
const reasonOf = (kind: ApiAnswer["kind"], waitedMs: number): string | undefined => {
  if (kind === "refused") return clientError(kind);
  if (kind === "unreachable") return waitedMs >= NO_ROUTE_MS ? clientError(kind) : undefined;
  return waitedMs >= HANDSHAKE_MS ? clientError("silent") : undefined;
};

const perform = (program: Program, context: ProgramContext, again: Again): ProgramOutcome =>
  "args" in again
    ? program.run(context, again.args)
    : (program.resume?.(context, again.state, again.reason) ?? { exit: 0 });

const heldOf = (state: Json): HeldState | undefined =>
  typeof state === "object" && state !== null && "isHeld" in state ? (state as unknown as HeldState) : undefined;

const waits = (context: ProgramContext, held: HeldState): ProgramOutcome => {
  const endMs = Math.min(held.dueMs ?? Infinity, held.startedMs + HANDSHAKE_MS);
  const nowMs = context.sim.wallMs();
  const state = { ...held, isHeld: true } as unknown as JsonObject;
  return { state, wake: { atMs: Math.max(nowMs + 1, Math.min(endMs, nowMs + LOOK_MS)) } };
};

/** stern prints what client-go says. */
export const sternComplaint = (why: string): string => `Error: Get "${SERVER}/api/v1/namespaces": ${why}`;
