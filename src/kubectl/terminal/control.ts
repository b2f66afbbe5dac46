// Functions that are called, and the ways out of loops and functions, on the machine's stack.
import type { Node, Stage } from "./ast.ts";
import { type Control, type Frame, isCapture, type Surroundings } from "./frames.ts";

const MOST_CALLS = 50;

/** Calls a function, leaves one or a loop, or keeps variables. */
export const takeControl = (control: Control, stack: Frame[], around: Surroundings): void => {
  if (control.k === "local") return keep(control.names, stack, around);
  if (control.k !== "call") return leave(control, stack, around);
  if (stack.filter(({ k }) => k === "call").length >= MOST_CALLS) {
    return around.complain("maximum function nesting level exceeded");
  }
  const args = around.setArgs(control.args);
  stack.push({ k: "call", args, locals: [] }, { k: "list", nodes: [control.body], at: 0 });
};

/** `local x=1`: what x was comes back behind the function. */
const keep = (names: readonly string[], stack: Frame[], around: Surroundings): void => {
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
  { k, count }: Exclude<Control, { k: "call" | "local" }>,
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
