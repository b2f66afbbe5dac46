// What the API server, or kubectl before it, said against the last apply of a file: its own words, as they stand in the terminal.
import type { Run } from "#engine";

/** Undefined: the last apply of this file went well, or there was none. */
export const refusalOf = (run: Run, file: string): string | undefined => {
  const { commands, entries } = run.branch;
  const applied = commands.findLast(({ atMs, command: { component, action, data } }) => {
    const isLine = component === "shell" && action === "line" && atMs <= run.nowMs;
    return isLine && typeof data["line"] === "string" && appliesFile(data["line"], file);
  });
  if (!applied) return undefined;
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

export const appliesFile = (line: string, file: string): boolean =>
  /^\s*(kubectl|k)\s+apply\b/.test(line) && line.split(/\s+/).includes(file);
