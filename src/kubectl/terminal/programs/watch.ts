// watch: runs a command every two seconds (-n) and shows its newest output alone on the screen.
import { formatRfc1123 } from "#api/time";
import type { Program, ProgramContext } from "../program.ts";

/** The other screen, which goes away when watch ends, and an empty one on it. */
const ENTER_SCREEN = "\u001b[?1049h";
const LEAVE_SCREEN = "\u001b[?1049l";
const CLEAR = "\u001b[2J";

interface State {
  readonly words: readonly string[];
  readonly everyMs: number;
  readonly hasTitle: boolean;
}

const show = (context: ProgramContext, { words, everyMs, hasTitle }: State): void => {
  const { stdout, stderr } = context.capture(words);
  const title = hasTitle
    ? `Every ${(everyMs / 1000).toFixed(1)}s: ${words.join(" ")}    ${formatRfc1123(context.sim.wallMs())}\n\n`
    : "";
  context.out(`${CLEAR}${title}${stdout}${stderr}`);
};

const waits = (context: ProgramContext, state: State): ReturnType<Program["run"]> => ({
  state: { words: state.words, everyMs: state.everyMs, hasTitle: state.hasTitle },
  wake: { atMs: context.sim.wallMs() + state.everyMs },
});

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
    const state = { words, everyMs, hasTitle };
    context.out(ENTER_SCREEN);
    show(context, state);
    return waits(context, state);
  },
  resume: (context, json) => {
    const state = json as unknown as State;
    show(context, state);
    return waits(context, state);
  },
  interrupt: ({ out }) => out(LEAVE_SCREEN),
};
