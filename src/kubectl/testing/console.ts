// A terminal over a run of its own, for tests of programs: what is typed, and what has been printed since.
import type { Scenario } from "#engine";
import { Run } from "#engine";
import { createShell } from "../terminal/shell.ts";

export interface Console {
  type(line: string): string;
  pass(ms: number): string;
  interrupt(): string;
  /** Ctrl+Z. */
  suspend(): string;
  write(path: string, text: string): void;
  /** What the editor gives back to a command that waits for it. */
  edited(text: string): string;
  /** A line in another terminal. */
  other(line: string): void;
  readonly run: Run;
}

export const openConsole = (scenario: Scenario): Console => {
  const run = new Run(scenario, { components: [createShell] });
  let seen = run.logLength;
  const fresh = (): string => {
    const entries = run.branch.entries.slice(seen, run.logLength);
    seen = run.logLength;
    return entries.map((e) => (e.type === "terminal" && e.stream !== "stdin" ? e.text : "")).join("");
  };
  const act = (action: string, data: { readonly [name: string]: string }): string => {
    run.act({ component: "shell", action, data: { terminal: "1", ...data } });
    return fresh();
  };
  act("open", {});
  return {
    type: (line) => act("line", { line }),
    interrupt: () => act("interrupt", {}),
    suspend: () => act("suspend", {}),
    pass: (ms) => {
      run.advance(run.nowMs + ms);
      return fresh();
    },
    edited: (text) => act("edited", { text }),
    other: (line) => {
      act("line", { terminal: "2", line });
    },
    write: (path, text) => void act("write", { path, text }),
    run,
  };
};
