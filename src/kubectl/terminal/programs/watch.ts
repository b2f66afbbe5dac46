// watch: runs a command every two seconds (-n) and shows its newest output alone on the screen.
import type { Json } from "#api/meta";
import { formatRfc1123 } from "#api/time";
import type { RunningPipeline } from "../frames.ts";
import type { Program, ProgramContext } from "../program.ts";
import { CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN } from "../screen.ts";

interface State {
  readonly words: readonly string[];
  readonly everyMs: number;
  readonly hasTitle: boolean;
  /** The command has not ended yet: the screen stays as it was. */
  readonly running?: RunningPipeline;
}

/** Runs the command, or goes on with it, and shows what it printed once it has ended. */
const show = (context: ProgramContext, { running: before, ...state }: State): ReturnType<Program["run"]> => {
  const { words, everyMs, hasTitle } = state;
  const { stdout, stderr, running } = context.capture(before ?? words);
  const atMs = running?.wake.atMs;
  if (running && atMs !== undefined) return { state: { ...state, running } as unknown as Json, wake: { atMs } };
  const title = hasTitle
    ? `Every ${(everyMs / 1000).toFixed(1)}s: ${words.join(" ")}    ${formatRfc1123(context.sim.wallMs())}\n\n`
    : "";
  context.out(`${CLEAR_SCREEN}${title}${stdout}${stderr}`);
  return { state: { words, everyMs, hasTitle }, wake: { atMs: context.sim.wallMs() + everyMs } };
};

export const watch: Program = {
  name: "watch",
  run: (context, args) => {
    let everyMs = 2000;
    let hasTitle = true;
    let at = 0;
    for (; at < args.length && args[at]!.startsWith("-"); at++) {
      const arg = args[at]!;
      const interval = /^-n(.+)$/.exec(arg)?.[1] ?? (arg === "-n" || arg === "--interval" ? args[++at] : undefined);
      if (interval !== undefined) everyMs = Math.max(100, Number(interval) * 1000 || 2000);
      if (arg === "-t" || arg === "--no-title") hasTitle = false;
    }
    const words = args.slice(at);
    if (words.length === 0) {
      context.err("Usage:\n watch [options] command\n");
      return { exit: 1 };
    }
    context.out(ENTER_SCREEN);
    return show(context, { words, everyMs, hasTitle });
  },
  resume: (context, json) => show(context, json as unknown as State),
  interrupt: ({ out }) => out(LEAVE_SCREEN),
  hasScreen: true,
};
