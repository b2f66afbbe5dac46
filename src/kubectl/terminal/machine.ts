// Runs the tree of a line. What is still to be done is a stack of plain frames (frames.ts).
import type { Node, Stage } from "./ast.ts";
import { apart, endIfFailed, endShell, isProgram, takeControl } from "./control.ts";
import {
  type Frame,
  isCapture,
  type Process,
  type ReadyRedirect,
  type RunningPipeline,
  type Surroundings,
} from "./frames.ts";
import { ExpansionError } from "./shell-error.ts";
import { timesText } from "./time-text.ts";
import { firstCommand, isExpanding, withOutput } from "./substitute.ts";

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
    around.sendErrors(errorsOf(stack));
    const running = stepOrGiveUp(stack, around);
    addCaptured(stack, around.takeOutput());
    if (running) return { process: { stack, running }, isExhausted: false };
  }
  return undefined;
};

/** Where errors of what runs on the stack go, if not to the screen. */
export const errorsOf = (stack: readonly Frame[]): ReadyRedirect | undefined => {
  const frame = stack.findLast(({ k }) => k === "errors");
  return frame?.k === "errors" ? frame.to : undefined;
};

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

/** What waited has ended: the stack, if the shell goes on. */
export const settled = (frames: readonly Frame[], around: Surroundings): readonly Frame[] => {
  const stack = [...frames];
  endIfFailed(stack, around);
  return stack;
};

const stepOrGiveUp = (stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  try {
    return step(stack, around);
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    around.complain(error.message);
    if (around.isInner()) around.setExit(127);
    return endShell(stack, around);
  }
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
      stack.push({
        k: "list",
        nodes: [withOutput(frame.node, frame.printed, (text) => around.keepFile(text))],
        at: 0,
      });
      return undefined;
    case "pipe":
      stepPipe(frame, stack);
      return undefined;
    case "input":
    case "errors":
    case "time":
    case "call":
    case "not":
      leaveFrame(frame, around);
      return undefined;
    case "sub":
      leaveFrame(frame, around);
      return endIfFailed(stack, around);
  }
};

/** What ran above it is over. */
const leaveFrame = (
  frame: Extract<Frame, { k: "input" | "errors" | "time" | "call" | "sub" | "not" }>,
  around: Surroundings,
): void => {
  switch (frame.k) {
    case "input":
    case "errors":
      return;
    case "time":
      around.print("stderr", timesText(around.nowMs() - frame.sinceMs, frame.isPosix));
      return;
    case "call":
      around.setArgs(frame.args);
      for (const [name, value] of frame.locals) around.setVariable(name, value);
      return;
    case "sub":
      around.restore(frame.saved);
      return;
    case "not":
      around.setExit(around.lastExit() === 0 ? 1 : 0);
      return;
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
  return running ?? endIfFailed(stack, around);
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
  if (frame.phase === "after" && frame.after) {
    stack.push({ ...frame, phase: "condition" });
    return enter(frame.after, stack, around);
  }
  if (frame.phase !== "body") {
    stack.push({ ...frame, phase: "body" });
    return enter(frame.condition, stack, around);
  }
  if ((around.lastExit() === 0) === frame.isUntil) {
    around.setExit(0);
    return undefined;
  }
  stack.push({ ...frame, phase: frame.after ? "after" : "condition" });
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
  const command = isExpanding(node) ? firstCommand(node) : undefined;
  if (command && isExpanding(node)) {
    stack.push({ k: "capture", node, printed: "" });
    const inner = around.parse(command.source);
    if (inner) stack.push({ k: "list", nodes: [inner], at: 0 });
    return undefined;
  }
  if (isRare(node)) return enterRare(node, stack, around);
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
      return enterPipeline(node, stack, around);
  }
};

type Rare = Extract<Node, { k: "sub" | "sum" | "test" | "case" | "function" | "background" | "time" | "errors" }>;

const RARE: ReadonlySet<string> = new Set<Rare["k"]>([
  "sub",
  "sum",
  "test",
  "case",
  "function",
  "background",
  "time",
  "errors",
]);
const isRare = (node: Node): node is Rare => RARE.has(node.k);

const enterRare = (node: Rare, stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  switch (node.k) {
    case "sub":
      stack.push({ k: "sub", saved: around.saved() }, { k: "list", nodes: [node.body], at: 0 });
      return undefined;
    case "sum":
      around.setExit(Number(around.sum(node.source)) === 0 ? 1 : 0);
      return endIfFailed(stack, around);
    case "test":
      around.setExit(around.test(node) ? 0 : 1);
      return endIfFailed(stack, around);
    case "case": {
      const body = around.choose(node);
      around.setExit(0);
      return body ? enter(body, stack, around) : undefined;
    }
    case "function":
      around.define(node.name, node.body);
      around.setExit(0);
      return undefined;
    case "background":
      // Simplified: what is captured, or piped on, is waited for.
      if (isCapturing(stack)) return enter(node.body, stack, around);
      around.background(node);
      around.setExit(0);
      return undefined;
    case "time":
      stack.push({ k: "time", sinceMs: around.nowMs(), isPosix: node.isPosix });
      return enter(node.body, stack, around);
    case "errors":
      stack.push({ k: "errors", to: around.redirectOf(node.redirect) }, { k: "list", nodes: [node.body], at: 0 });
      return undefined;
  }
};

const enterPipeline = (
  node: Extract<Node, { k: "pipeline" }>,
  stack: Frame[],
  around: Surroundings,
): RunningPipeline | undefined => {
  const { stages, isNegated } = node;
  const [first] = stages;
  const hasFunction = stages.some((stage) => around.isFunction(stage));
  if (hasFunction && (stages.length > 1 || (first?.redirects.length ?? 0) > 0)) {
    return enter({ k: "pipe", parts: apart(stages, around), isNegated }, stack, around);
  }
  if (isNegated) stack.push({ k: "not" });
  const control = stages.length === 1 && first ? around.control(first) : undefined;
  if (!control || isProgram(control, stack, around)) return startReading(stages, stack, around);
  return takeControl(control, stack, around);
};
