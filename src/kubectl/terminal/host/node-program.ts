// A program on a node: what it may look at there.
import { machineConsole, type NodeUsage, usageOfNode } from "#engine";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

export interface OnNode extends ProgramContext {
  readonly node: string;
  readonly usage: NodeUsage;
  readonly machine: ReturnType<typeof machineConsole>;
}

export const onNode = (context: ProgramContext): OnNode => {
  const node = context.host ?? "";
  return { ...context, node, usage: usageOfNode(context.sim, node)!, machine: machineConsole(context.sim, node) };
};

/** One that does all at once and answers its exit status; 0 if it answers none. */
export const nodeProgram = (name: string, run: (here: OnNode, args: readonly string[]) => number | void): Program => ({
  name,
  run: (context, args) => ({ exit: run(onNode(context), args) ?? 0 }),
});

/** The connection that it was typed on ends with it. */
export const hangsUp = (exit: number): ProgramOutcome => ({ state: null, wake: {}, crosses: { exit } });

/** `-n 5`, `-n5`, `--lines=5`, `--lines 5`: the value of an option, and where its words stand. */
export const optionOf = (args: readonly string[], ...names: readonly string[]): string | undefined => {
  for (const [i, arg] of args.entries()) {
    if (names.includes(arg)) return args[i + 1];
    for (const name of names) {
      if (name.startsWith("--") && arg.startsWith(`${name}=`)) return arg.slice(name.length + 1);
      if (!name.startsWith("--") && arg.startsWith(name) && arg.length > name.length && !arg.startsWith("--")) {
        return arg.slice(name.length);
      }
    }
  }
  return undefined;
};

/** Whatever the runtime calls a container has one number, as long as it lives. */
export const pidOf = (containerId: string): number =>
  2000 + (Number.parseInt(containerId.slice(0, 6), 16) % 60_000 || 0);
