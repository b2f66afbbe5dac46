// A filter reads lines and writes lines as they come, so that it works behind a command that never ends (`-w`, `logs -f`).
// What it has read so far is plain data: a waiting pipeline is stored with it.
import type { Json } from "#api/meta";

export interface FilterStep {
  readonly state: Json;
  readonly out: readonly string[];
  /** It needs no more input: what stands before it is ended. */
  readonly isDone?: boolean;
}

export interface Filter {
  readonly name: string;
  /** The state at the beginning, or the error that its arguments earn. */
  start(args: readonly string[]): { readonly state: Json } | { readonly error: string; readonly exit: number };
  line(state: Json, line: string): FilterStep;
  /** Over files by name, where their names are part of what is printed. */
  readonly files?: (
    args: readonly string[],
    files: readonly { readonly name: string; readonly text: string }[],
  ) => { readonly out: readonly string[]; readonly exit: number };
  end(state: Json): {
    readonly out: readonly string[];
    readonly exit: number;
    /** The last line has no end. */
    readonly isOpen?: boolean;
  };
}
