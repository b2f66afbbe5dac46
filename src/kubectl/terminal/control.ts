// Functions that are called, and the ways out of loops and functions, on the machine's stack.
import type { Node, Stage } from "./ast.ts";
import { type Control, type Frame, isCapture, type RunningPipeline, type Surroundings } from "./frames.ts";

const MOST_CALLS = 50;
const MOST_FRAMES = 300;

/** Calls a function, leaves one or a loop, or keeps variables. */
export const takeControl = (control: Control, stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  if (control.k === "local") return keep(control.names, stack, around);
  if (control.k === "words") return takeWords(control, stack, around);
  if (control.k !== "call") return leave(control, stack, around);
  if (stack.filter(({ k }) => k === "call").length >= MOST_CALLS) {
    around.complain("maximum function nesting level exceeded");
    return giveUp(stack, around);
  }
  const args = around.setArgs(control.args);
  stack.push({ k: "call", args, locals: [] }, { k: "list", nodes: [control.body], at: 0 });
  return undefined;
};

/** The line is given up, or the ( ... ) in which it happened. */
export const endShell = (stack: Frame[], around: Surroundings): undefined => {
  const at = subshellAt(stack);
  if (at < 0) return giveUp(stack, around);
  const outer = stack.find((frame, i) => i > at && frame.k === "call");
  if (outer?.k === "call") around.setArgs(outer.args);
  stack.length = at + 1;
};

/** As bash does, all of the line is given up. */
const giveUp = (stack: Frame[], around: Surroundings): undefined => {
  const outer = stack.find((frame) => frame.k === "call");
  if (outer?.k === "call") around.setArgs(outer.args);
  const begun = stack.find((frame) => frame.k === "sub");
  if (begun?.k === "sub") around.restore(begun.saved);
  stack.length = 0;
};

type Words = Extract<Control, { k: "words" }>;

/** `exit` where somebody types is a program: it says goodbye, or leaves the machine. */
export const isProgram = (control: Control, stack: readonly Frame[], around: Surroundings): boolean =>
  control.k === "words" && control.name === "exit" && !around.isInner() && subshellAt(stack) < 0;

const subshellAt = (stack: readonly Frame[]): number =>
  stack.findLastIndex((frame) => frame.k === "sub" && frame.job === undefined);

const takeWords = ({ name, words }: Words, stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  const [first] = words;
  switch (name) {
    case "fg":
      return bringBack(first, stack, around);
    case "exit":
      stack.length = subshellAt(stack) + 1;
      if (first !== undefined) around.setExit(Number.parseInt(first, 10) & 255);
      return undefined;
    case "set":
    case "shift":
      return setWords({ name, words }, around, around.isInner() || subshellAt(stack) >= 0);
    case "eval":
      return runText(words.join(" "), stack, around);
    default:
      return source(words, stack, around);
  }
};

const bringBack = (spec: string | undefined, stack: Frame[], around: Surroundings): RunningPipeline | undefined => {
  const job = around.bringBack(spec);
  if (!job) return undefined;
  around.print("stdout", `${job.name.text}\n`);
  stack.push({ k: "sub", saved: around.saved(), job: job.name }, ...job.process.stack);
  around.restore(job.scope);
  return job.process.running;
};

const setWords = ({ name, words }: Omit<Words, "k">, around: Surroundings, mayEnd: boolean): undefined => {
  const args = around.setArgs([]);
  const [first = ""] = words;
  around.setExit(0);
  if (name === "shift") {
    const count = first === "" ? 1 : Number(first);
    around.setArgs(count <= args.length ? args.slice(count) : args);
    around.setExit(count <= args.length ? 0 : 1);
    return;
  }
  const { left, changes } = readOptions(words);
  around.setArgs(left ?? args);
  for (const change of changes) setOption(change, around, mayEnd);
};

/** `-e`, or with `-o` a whole name behind the sign. */
type OptionChange = readonly [sign: string, name: string];

/** `left`: what `$1` and the others are from now on. */
const readOptions = (words: readonly string[]): { left?: readonly string[]; changes: readonly OptionChange[] } => {
  const changes: OptionChange[] = [];
  for (let at = 0; at < words.length; at++) {
    const [, sign = "", letters = ""] = /^([-+])([^-].*)$/.exec(words[at]!) ?? [];
    if (sign === "") return { left: words[at] === "--" ? words.slice(at + 1) : words.slice(at), changes };
    for (const letter of letters) changes.push([sign, letter === "o" ? (words[++at] ?? "") : letter]);
  }
  return { changes };
};

const OPTIONS: ReadonlyMap<string, string> = new Map([
  ["errexit", "e"],
  ["nounset", "u"],
  ["xtrace", "x"],
]);

const setOption = ([sign, name]: OptionChange, around: Surroundings, mayEnd: boolean): void => {
  const letter = OPTIONS.get(name) ?? name;
  const others = around.options().replace(letter, "");
  if (sign === "-" && letter === "e" && !mayEnd) {
    around.complain(
      "set: -e: would close this terminal when a command fails: here it works in scripts, bash -c and ( )",
    );
  } else if ("eux".includes(letter) && letter.length === 1) {
    around.setOptions(sign === "-" ? others + letter : others);
  } else around.complain(`set: ${sign}${name.length > 1 ? "o " : ""}${name}: is not simulated here`);
};

/** Under `set -e` the shell ends where a command fails that nobody asks about; what it ended on is its exit. */
export const endIfFailed = (stack: Frame[], around: Surroundings): undefined => {
  if (around.lastExit() === 0 || !around.options().includes("e") || stack.some(isAsking)) return;
  endShell(stack, around);
};

/** What runs above it is a condition, or not the last of `a && b` or `a | b`; or bash has its shell go on, in `$(...)`. */
const isAsking = (frame: Frame): boolean =>
  frame.k === "if" ||
  frame.k === "capture" ||
  frame.k === "pipe" ||
  frame.k === "not" ||
  (frame.k === "while" && frame.phase === "body") ||
  (frame.k === "andor" && frame.at < frame.rest.length);

const runText = (text: string, stack: Frame[], around: Surroundings): undefined => {
  if (stack.length >= MOST_FRAMES) {
    around.complain("eval: maximum eval nesting level exceeded");
    return giveUp(stack, around);
  }
  const node = around.parse(text);
  around.setExit(node ? 0 : 2);
  if (node) stack.push({ k: "list", nodes: [node], at: 0 });
};

/** `source FILE`: in this very shell, as often as functions may call each other. */
const source = ([file, ...words]: readonly string[], stack: Frame[], around: Surroundings): undefined => {
  const text = file === undefined ? undefined : around.readFile(file);
  if (text === undefined) {
    around.complain(file === undefined ? "source: filename argument required" : `${file}: No such file or directory`);
    return;
  }
  const node = around.parse(text);
  if (!node) return;
  if (stack.filter(({ k }) => k === "call").length >= MOST_CALLS) {
    around.complain("maximum source nesting level exceeded");
    return giveUp(stack, around);
  }
  const args = around.setArgs([]);
  around.setArgs(words.length > 0 ? words : args);
  stack.push({ k: "call", args, locals: [] }, { k: "list", nodes: [node], at: 0 });
};

/** `local x=1`: what x was comes back behind the function. */
const keep = (names: readonly string[], stack: Frame[], around: Surroundings): undefined => {
  const at = stack.findLastIndex(({ k }) => k === "call");
  const frame = stack[at];
  if (frame?.k !== "call") {
    around.complain("local: can only be used in a function");
    return;
  }
  const own = names.map((text) => /^([^=]*)=?([^]*)$/.exec(text)!.slice(1) as [string, string]);
  stack[at] = { ...frame, locals: [...own.map(([name]) => [name, around.variable(name)] as const), ...frame.locals] };
  for (const [name, value] of own) around.setVariable(name, value);
  around.setExit(0);
};

/** Functions by themselves, and what their output is redirected to as a part of its own. */
export const apart = (stages: readonly Stage[], around: Surroundings): readonly Node[] => {
  const parts: Node[] = [];
  let others: Stage[] = [];
  const flush = (): void => {
    if (others.length > 0) parts.push({ k: "pipeline", stages: others, isNegated: false });
    others = [];
  };
  for (const stage of stages) {
    if (!around.isFunction(stage)) {
      others.push(stage);
      continue;
    }
    flush();
    const { redirects } = stage;
    parts.push({ k: "pipeline", stages: [{ ...stage, redirects: [] }], isNegated: false });
    if (redirects.length > 0)
      others.push({ ...stage, assignments: [], words: [[{ t: "text", v: "cat", q: false }]], redirects });
  }
  flush();
  return parts;
};

/** break and continue leave loops, return a function; none of them what it is piped into. */
const leave = (
  { k, count }: Exclude<Control, { k: "call" | "local" | "words" }>,
  stack: Frame[],
  around: Surroundings,
): undefined => {
  if (k === "return") {
    const at = stack.findLastIndex((frame) => frame.k === "call");
    if (at < 0) around.complain("return: can only `return' from a function or sourced script");
    else {
      stack.length = at + 1;
      if (count !== undefined) around.setExit(count);
    }
    return;
  }
  const limit = stack.findLastIndex((frame) => frame.k === "call" || isCapture(frame));
  const loops = stack.flatMap((frame, i) => (i > limit && (frame.k === "for" || frame.k === "while") ? [i] : []));
  const at = loops.at(-Math.max(1, count ?? 1)) ?? loops[0];
  if (at === undefined) around.complain(`${k}: only meaningful in a \`for', \`while', or \`until' loop`);
  else stack.length = k === "break" ? at : at + 1;
  around.setExit(0);
};
