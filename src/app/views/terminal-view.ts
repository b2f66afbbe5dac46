// The terminal as it was at this moment of the run: the log holds every line with its time, so rewinding shows what it showed then.
import type { Run } from "#engine";
import type { TerminalLook } from "#kubectl";
import type { Words } from "../i18n/words.ts";
import type { Teacher } from "../teaching/teacher.ts";
import type { TerminalPaneView, TerminalView } from "../view-models/terminal.ts";
import type { ObjectOf } from "./named-object.ts";
import type { TerminalLines } from "./terminal-lines.ts";

export interface TerminalContext {
  readonly words: Words;
  readonly terminal: string;
  readonly terminals: readonly string[];
  readonly isTiled: boolean;
  readonly lookOf: (terminal: string) => TerminalLook;
  readonly chips: readonly string[];
  /** The page's id of a name that stands in the output, if it is one. */
  readonly objectOf: ObjectOf;
  /** Help under what was printed, once its words have come. */
  readonly teacher?: Teacher | undefined;
}

export const terminalView = (run: Run, lines: TerminalLines, context: TerminalContext): TerminalView => {
  const { terminals, isTiled, words, lookOf } = context;
  lines.learn(context.teacher);
  // Before it was opened a terminal is not there yet.
  const activeId = terminals.includes(context.terminal) ? context.terminal : (terminals[0] ?? context.terminal);
  const titleOf = (id: string): string =>
    id === terminals[0] ? words.terminal.title : `${words.terminal.title} ${id}`;
  const paneOf = (id: string): TerminalPaneView => {
    const { prompt, foreground, remoteHistory } = lookOf(id);
    return {
      id,
      title: foreground === undefined ? titleOf(id) : `${titleOf(id)}: ${foreground}`,
      chunks: lines.chunks(run, id, context.objectOf),
      prompt,
      isBusy: foreground !== undefined,
      isRemote: remoteHistory !== undefined,
      history: remoteHistory ?? historyOf(run, id),
    };
  };
  return {
    tabs: terminals.map((id, i) => ({ id, title: titleOf(id), canClose: i > 0 })),
    activeId,
    isTiled: isTiled && terminals.length > 1,
    panes: (isTiled && terminals.length > 1 ? terminals.slice(0, MOST_TILES) : [activeId]).map(paneOf),
    chips: context.chips.map((command) => ({ label: command.replace(/^kubectl /, ""), command })),
  };
};

/** More side by side are too narrow to read: the others stay behind their tabs. */
const MOST_TILES = 6;

const historyOf = (run: Run, terminal: string): readonly string[] => {
  const lines: string[] = [];
  for (const { command } of run.branch.commands) {
    const { component, action, data } = command;
    if (component !== "shell" || action !== "line" || data["terminal"] !== terminal) continue;
    const line = data["line"];
    if (typeof line === "string" && line !== lines.at(-1)) lines.push(line);
  }
  return lines;
};
