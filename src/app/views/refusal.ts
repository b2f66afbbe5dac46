// What the API server, or kubectl before it, said against the applies of a file: its own words, as they stand in the terminal.
import type { Run } from "#engine";

/** Undefined: the last apply of this file went well, or there was none; or it was of another text than this, where one is given. */
export const refusalOf = (run: Run, file: string, text?: string): string | undefined => {
  const [last] = appliesOf(run, file);
  if (!last || (text !== undefined && writtenBefore(run, file, last.index)?.text !== text)) return undefined;
  return last.refusal;
};

interface Apply {
  /** Among the branch's commands. */
  readonly index: number;
  readonly line: string;
  readonly refusal: string | undefined;
}

/** The applies of a file up to this moment, the last one first: whoever needs no more of them looks no further back. */
export function* appliesOf(run: Run, file: string): Generator<Apply> {
  const { commands } = run.branch;
  /** Where the line stands that was looked at before, of each terminal: the same line may have been typed more than once. */
  const before = new Map<unknown, number>();
  for (let index = commands.length - 1; index >= 0; index--) {
    const { atMs, command } = commands[index]!;
    const { terminal, line } = command.data;
    if (command.component !== "shell" || command.action !== "line" || atMs > run.nowMs) continue;
    if (typeof line !== "string" || !appliesFile(line, file)) continue;
    const typed = typedAt(run, { terminal, line }, before.get(terminal) ?? run.logLength);
    before.set(terminal, typed);
    yield { index, line, refusal: typed < 0 ? undefined : complaintsOn(run, typed, terminal) };
  }
}

const typedAt = (
  { branch: { entries } }: Run,
  { terminal, line }: { readonly terminal: unknown; readonly line: string },
  before: number,
): number => {
  for (let i = before - 1; i >= 0; i--) {
    const e = entries[i]!;
    if (e.type === "terminal" && e.stream === "stdin" && e.terminal === terminal && e.text === line) return i;
  }
  return -1;
};

const complaintsOn = (run: Run, typed: number, terminal: unknown): string | undefined => {
  const words: string[] = [];
  for (let i = typed + 1; i < run.logLength; i++) {
    const entry = run.branch.entries[i]!;
    if (entry.type !== "terminal" || entry.terminal !== terminal) continue;
    if (entry.stream === "stdin") break;
    if (entry.stream === "stderr" && !entry.text.startsWith("Warning: ")) words.push(entry.text.trim());
  }
  return words.length > 0 ? words.join("\n") : undefined;
};

interface Written {
  readonly text: string;
  /** Of the write, among the branch's commands. */
  readonly index: number;
}

/** The file as it was before that command: the last text that was written to it. */
export const writtenBefore = (run: Run, file: string, before: number): Written | undefined => {
  for (let index = before - 1; index >= 0; index--) {
    const { component, action, data } = run.branch.commands[index]!.command;
    if (component !== "shell" || action !== "write" || data["path"] !== file) continue;
    if (typeof data["text"] === "string") return { text: data["text"], index };
  }
  return undefined;
};

const appliesFile = (line: string, file: string): boolean =>
  /^\s*(kubectl|k)\s+apply\b/.test(line) && line.split(/\s+/).includes(file);
