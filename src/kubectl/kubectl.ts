// The door of the terminal: what every page has of it. What runs a line is behind another one (lines.ts).
export type { Blocked, Context, Exit, KubeConfig, Wake, WakeReason } from "./command.ts";
export type {
  ExecAnswer,
  FileSystem,
  KubeClient,
  LogLine,
  LogOptions,
  ObjectName,
  WriteOptions,
  Written,
} from "./client.ts";
export { podSummary, type PodSummary } from "./printers/pods.ts";
export { COLOURS, hueOf } from "./stern/hue.ts";
export { CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN } from "./terminal/screen.ts";
export { createShell } from "./terminal/shell.ts";
export { terminalLook, type TerminalLook } from "./terminal/look.ts";
export type { Completion } from "./completion/complete-line.ts";
export { hasLineParts, lineParts, useLineParts } from "./line-parts.ts";
export { useRareParts } from "./rare-parts.ts";
