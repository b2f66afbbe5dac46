// The door of what the learner types: the shell as a component of the cluster, and kubectl's words for a pod's state.
export { createShell } from "./shell/shell.ts";
export { podSummary } from "./printers/pods.ts";
export type { PodSummary } from "./printers/pods.ts";
