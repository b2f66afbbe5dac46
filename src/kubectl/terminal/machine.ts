// Runs the tree of a line. What is still to be done is a stack of plain frames, so that a line which waits (`rollout status && curl ...`,
// `while true; do curl ...; sleep 1; done`) is stored, rewound and restored with the cluster.
import type { Node, Redirect, Stage } from "./ast.ts";
import type { Json } from "#api/meta";
import type { Crossing, ShellWake } from "./program.ts";
import { firstCommand, withOutput } from "./substitute.ts";

export type Frame =
  | { readonly k: "list"; readonly nodes: readonly Node[]; readonly at: number }
  | {
      readonly k: "andor";
      readonly rest: readonly { readonly op: "&&" | "||"; readonly node: Node }[];
      readonly at: number;
    }
  | {
      readonly k: "for";
      readonly name: string;
      readonly values: readonly string[];
      readonly body: Node;
      readonly at: number;
    }
  | {
      readonly k: "while";
      readonly condition: Node;
      readonly body: Node;
      readonly isUntil: boolean;
      readonly phase: "condition" | "body";
    }
  | {
      readonly k: "if";
      readonly branches: readonly { readonly condition: Node; readonly body: Node }[];
      readonly otherwise?: Node;
      readonly at: number;
    }
  | { readonly k: "not" }
  /** The part before the one at `at` runs, and this is what it has printed. */
  | { readonly k: "pipe"; readonly parts: readonly Node[]; readonly at: number; readonly printed: string }
  /** What the commands above it read that read anything: the rest of what came through the pipe. */
  | { readonly k: "input"; readonly left: string }
  /** A command in `$(...)` is above it; what it has printed so far. The node waits for it. */
  | { readonly k: "capture"; readonly node: Extract<Node, { k: "pipeline" | "for" }>; readonly printed: string };

/** A stage with its words expanded. */
export interface ReadyStage {
  readonly words: readonly string[];
  readonly redirects: readonly ReadyRedirect[];
}
export interface ReadyRedirect {
  readonly to: Redirect["to"];
  readonly stream: 1 | 2;
  /** The file; for `text` what is read. */
  readonly path: string;
}

/** A pipeline in which something waits. */
export interface RunningPipeline {
  readonly stages: readonly ReadyStage[];
  /** The stage whose program runs. */
  readonly at: number;
  /** The filters behind it, in order, with what they have read. */
  readonly filters: readonly { readonly stage: number; readonly name: string; readonly state: Json }[];
  /** The beginning of a line whose end has not come. */
  readonly partial: string;
  /** Input of the next program, gathered. */
  readonly gathered: string;
  /** Lines of xargs that are still to be run. */
  readonly queue: readonly (readonly string[])[];
  readonly program: string;
  readonly state: Json;
  readonly wake: ShellWake;
  /** A file that somebody has to edit before it goes on. */
  readonly edit?: { readonly path: string; readonly text: string };
  /** It hands the terminal over to another machine, or back. */
  readonly crosses?: Crossing;
}

export interface Process {
  readonly stack: readonly Frame[];
  readonly running?: RunningPipeline;
  /** Letters printed since it waited last. */
  readonly printed?: number;
}

/** What the machine asks of its surroundings. */
export interface Surroundings {
  /** Words of a `for`. */
  expand(words: Extract<Node, { k: "for" }>["words"]): readonly string[];
  setVariable(name: string, value: string): void;
  lastExit(): number;
  setExit(exit: number): void;
  /** The tree of a command in `$(...)`; undefined if it is none, which has been said. */
  parse(source: string): Node | undefined;
  /** From now on output is kept, or goes where it belongs. */
  keepOutput(isKept: boolean): void;
  /** Letters printed in this instant. */
  printed(): number;
  /** What was kept since it was asked for last. */
  takeOutput(): string;
  /** Runs a pipeline as far as it goes; answers what waits, or undefined when it has ended (and its exit is set). */
  start(stages: readonly Stage[]): RunningPipeline | undefined;
  /** What came through a pipe, for `read` and others that read. */
  setInput(left: string | undefined): void;
  input(): string | undefined;
}

/** Steps that may be taken in one instant: a loop that never waits must not stop the clock. */
const MOST_STEPS = 2000;
const MOST_PRINTED = 100_000;

export type Advance = { readonly process: Process; readonly isExhausted: boolean } | undefined;

/** Goes on until something waits, nothing is left (undefined), or too much was done in one instant. */
export const advance = (process: Process, around: Surroundings): Advance => {
  const stack = [...process.stack];
  for (let steps = 0; stack.length > 0; steps++) {
    if (steps >= MOST_STEPS || around.printed() >= MOST_PRINTED) return { process: { stack }, isExhausted: true };
    around.keepOutput(isCapturing(stack));
    const running = step(stack, around);
    addCaptured(stack, around.takeOutput());
    if (running) return { process: { stack, running }, isExhausted: false };
  }
  return undefined;
};

const isCapture = (frame: Frame): frame is Extract<Frame, { k: "capture" | "pipe" }> =>
  frame.k === "capture" || frame.k === "pipe";

export const isCapturing = (stack: readonly Frame[]): boolean => stack.some(isCapture);

/** Output goes to the innermost command that is captured. */
const addCaptured = (stack: Frame[], printed: string): void => {
  const at = printed === "" ? -1 : stack.findLastIndex(isCapture);
  const frame = stack[at];
  if (frame && isCapture(frame)) stack[at] = { ...frame, printed: frame.printed + printed };
};

/** The stack with output that came while something in it waited. */
export const withCaptured = (stack: readonly Frame[], printed: string): readonly Frame[] => {
  const grown = [...stack];
  addCaptured(grown, printed);
  return grown;
};

/** Takes the top frame one step further; pushes what it needs done first. */
const step = (stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  const frame = stack.pop()!;
  switch (frame.k) {
    case "list": {
      const node = frame.nodes[frame.at];
      if (!node) return undefined;
      stack.push({ ...frame, at: frame.at + 1 });
      return enter(node, stack, around);
    }
    case "andor":
      return stepAndOr(frame, stack, around);
    case "for": {
      const value = frame.values[frame.at];
      if (value === undefined) return undefined;
      around.setVariable(frame.name, value);
      stack.push({ ...frame, at: frame.at + 1 });
      return enter(frame.body, stack, around);
    }
    case "while":
      return stepWhile(frame, stack, around);
    case "if":
      return stepIf(frame, stack, around);
    case "capture":
      stack.push({ k: "list", nodes: [withOutput(frame.node, frame.printed)], at: 0 });
      return undefined;
    case "pipe":
      stepPipe(frame, stack);
      return undefined;
    case "input":
      return undefined;
    case "not":
      around.setExit(around.lastExit() === 0 ? 1 : 0);
      return undefined;
  }
};

/** Simplified: a part begins when the one before it has ended; a loop behind `-w` hears of nothing before Ctrl+C. */
const stepPipe = ({ parts, at, printed }: Extract<Frame, { k: "pipe" }>, stack: Frame[]): void => {
  const part = parts[at];
  if (!part) return;
  if (at + 1 < parts.length) stack.push({ k: "pipe", parts, at: at + 1, printed: "" });
  if (at > 0) stack.push({ k: "input", left: printed });
  // It begins in the next step: where its output goes is then asked again.
  stack.push({ k: "list", nodes: [part], at: 0 });
};

/** Runs a pipeline on what the nearest input has left. */
const startReading = (stages: readonly Stage[], stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  const at = stack.findLastIndex(({ k }) => k === "input");
  const frame = stack[at];
  around.setInput(frame?.k === "input" ? frame.left : undefined);
  const running = around.start(stages);
  if (frame?.k === "input") stack[at] = { ...frame, left: around.input() ?? "" };
  return running;
};

const stepAndOr = (
  frame: Extract<Frame, { k: "andor" }>,
  stack: Frame[],
  around: Surroundings,
): RunningPipeline | undefined => {
  const next = frame.rest[frame.at];
  if (!next) return undefined;
  stack.push({ ...frame, at: frame.at + 1 });
  const isGood = around.lastExit() === 0;
  return (next.op === "&&") === isGood ? enter(next.node, stack, around) : undefined;
};

const stepWhile = (
  frame: Extract<Frame, { k: "while" }>,
  stack: Frame[],
  around: Surroundings,
): RunningPipeline | undefined => {
  if (frame.phase === "condition") {
    stack.push({ ...frame, phase: "body" });
    return enter(frame.condition, stack, around);
  }
  if ((around.lastExit() === 0) === frame.isUntil) {
    around.setExit(0);
    return undefined;
  }
  stack.push({ ...frame, phase: "condition" });
  return enter(frame.body, stack, around);
};

/** `at` counts the conditions that were asked; each is asked, then looked at. */
const stepIf = (
  frame: Extract<Frame, { k: "if" }>,
  stack: Frame[],
  around: Surroundings,
): RunningPipeline | undefined => {
  const asked = frame.branches[frame.at - 1];
  if (asked && around.lastExit() === 0) return enter(asked.body, stack, around);
  const next = frame.branches[frame.at];
  if (!next) return frame.otherwise ? enter(frame.otherwise, stack, around) : undefined;
  stack.push({ ...frame, at: frame.at + 1 });
  return enter(next.condition, stack, around);
};

const enter = (node: Node, stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  const command = node.k === "pipeline" || node.k === "for" ? firstCommand(node) : undefined;
  if (command && (node.k === "pipeline" || node.k === "for")) {
    stack.push({ k: "capture", node, printed: "" });
    const inner = around.parse(command.source);
    if (inner) stack.push({ k: "list", nodes: [inner], at: 0 });
    return undefined;
  }
  switch (node.k) {
    case "list":
      stack.push({ k: "list", nodes: node.nodes, at: 0 });
      return undefined;
    case "pipe":
      if (node.isNegated) stack.push({ k: "not" });
      stack.push({ k: "pipe", parts: node.parts, at: 0, printed: "" });
      return undefined;
    case "andor":
      stack.push({ k: "andor", rest: node.rest, at: 0 });
      return enter(node.first, stack, around);
    case "for":
      stack.push({ k: "for", name: node.name, values: around.expand(node.words), body: node.body, at: 0 });
      return undefined;
    case "while":
      stack.push({ ...node, phase: "condition" });
      return undefined;
    case "if":
      stack.push({ ...node, at: 0 });
      return undefined;
    case "pipeline":
      if (node.isNegated) stack.push({ k: "not" });
      return startReading(node.stages, stack, around);
  }
};
