// The door of the terminal: what the page, the tutor's proofs and the conformance runner may use.
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
export { createEngineClient, type ApiPath } from "./engine-client.ts";
export { resumeKubectl, runKubectl, type KubectlOutcome, type Waiting } from "./run.ts";
export { rolloutStatus, type RolloutStatus } from "./commands/rollout/status-viewer.ts";
export { podSummary, type PodSummary } from "./printers/pods.ts";
export { toYaml } from "./go/yaml.ts";
export { hueOf } from "./stern/line.ts";
export { createShell } from "./terminal/shell.ts";
export { terminalLook, type TerminalLook } from "./terminal/look.ts";
export { completeLine, type Completion } from "./completion/complete-line.ts";
export { useRareParts } from "./rare-parts.ts";
export { useFieldDocs } from "./commands/explain-docs.ts";
