// Models what runc says of a program that an image does not hold, and finds the commands that an image defines.
import type { ImageBehaviour } from "../scenario.ts";
import type { Mount } from "./files.ts";
import { spoken, type ProcessRow } from "./process.ts";
import { runProgram } from "./programs.ts";

export type ExecOutcome =
  | {
      readonly kind: "ran";
      readonly stdout: string;
      readonly stderr?: string;
      readonly exitCode: number;
      readonly durationMs: number;
    }
  /** runc's words from `exec: "sh": ...` on. */
  | { readonly kind: "missing"; readonly error: string };

/** Folders that every container has, mounted by the runtime: to run one is "permission denied". */
const FOLDERS: ReadonlySet<string> = new Set([
  "/",
  "/dev",
  "/etc",
  "/proc",
  "/sys",
  "/var",
  "/var/run",
  "/var/run/secrets",
]);

/** The row of `image.commands` that this is, by its whole text; -1 if there is none. */
export const commandIndex = (image: ImageBehaviour, command: readonly string[]): number =>
  (image.commands ?? []).findIndex((c) => c.command === command.join(" "));

export const runCommand = (image: ImageBehaviour, command: readonly string[]): ExecOutcome => {
  const row = image.commands?.[commandIndex(image, command)];
  if (!row) return { kind: "missing", error: missingProgram(command[0] ?? "") };
  return { kind: "ran", stdout: row.stdout ?? "", exitCode: row.exitCode ?? 0, durationMs: row.durationMs ?? 0 };
};

interface Room {
  readonly image: ImageBehaviour;
  readonly mountsOf: (row: ProcessRow) => readonly Mount[];
}

/** Of what an image says word by word, and of its tools, the first that fits. */
export const runInProcess = (row: ProcessRow, command: readonly string[], { image, mountsOf }: Room): ExecOutcome => {
  const outcome = runCommand(image, command);
  if (outcome.kind === "ran") return { ...outcome, stdout: spoken(outcome.stdout, row) };
  const { tools } = image;
  const ran = tools && runProgram(command, { mounts: () => mountsOf(row), env: row.env ?? {}, tools });
  return ran ? { kind: "ran", ...ran, durationMs: 0 } : outcome;
};

export const missingProgram = (program: string): string => {
  const why = FOLDERS.has(program)
    ? "permission denied"
    : program.includes("/")
      ? `stat ${program}: no such file or directory`
      : "executable file not found in $PATH";
  return `unable to start container process: exec: "${program}": ${why}: unknown`;
};
