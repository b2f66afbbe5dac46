// What the API server, or kubectl before it, said against the last apply of a file: its own words, as they stand in the terminal.
import type { LoggedCommand, Run } from "#engine";

/** Undefined: the last apply of this file went well, or there was none; or it was of another text than this, where one is given. */
export const refusalOf = (run: Run, file: string, text?: string): string | undefined => {
  const { commands, entries } = run.branch;
  const applied = commands.findLast(({ atMs, command: { component, action, data } }) => {
    const isLine = component === "shell" && action === "line" && atMs <= run.nowMs;
    return isLine && typeof data["line"] === "string" && appliesFile(data["line"], file);
  });
  if (!applied || (text !== undefined && textAt(run, file, applied) !== text)) return undefined;
  const { terminal, line } = applied.command.data;
  const typed = entries.findLastIndex(
    (e, i) =>
      i < run.logLength && e.type === "terminal" && e.stream === "stdin" && e.terminal === terminal && e.text === line,
  );
  if (typed < 0) return undefined;
  const words: string[] = [];
  for (let i = typed + 1; i < run.logLength; i++) {
    const entry = entries[i]!;
    if (entry.type !== "terminal" || entry.terminal !== terminal) continue;
    if (entry.stream === "stdin") break;
    if (entry.stream === "stderr" && !entry.text.startsWith("Warning: ")) words.push(entry.text.trim());
  }
  return words.length > 0 ? words.join("\n") : undefined;
};

/** The file as it was when that was typed: the last text that was written to it before. */
const textAt = (run: Run, file: string, applied: LoggedCommand): string | undefined => {
  const { commands } = run.branch;
  const written = commands
    .slice(0, commands.indexOf(applied))
    .findLast(({ command: { action, data } }) => action === "write" && data["path"] === file);
  const text = written?.command.data["text"];
  return typeof text === "string" ? text : undefined;
};

export const appliesFile = (line: string, file: string): boolean =>
  /^\s*(kubectl|k)\s+apply\b/.test(line) && line.split(/\s+/).includes(file);
