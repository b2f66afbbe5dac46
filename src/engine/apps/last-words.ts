// Models readLastStringFromContainerLogs of pkg/kubelet/kuberuntime/kuberuntime_container.go (v1.36): the end of what a container has written
// is its last message, if it failed and its container asks for that (FallbackToLogsOnError). Few do, so it comes with what writes need.
import { utf8Length } from "#api/utf8";
import type { LogLine } from "./logs.ts";

/** MaxContainerTerminationMessageLogLines and -Length. */
const MOST_LINES = 80;
const MOST_BYTES = 2048;

export const lastWords = (lines: readonly LogLine[]): string => {
  const text = lines
    .slice(-MOST_LINES)
    .map((line) => `${line.text}\n`)
    .join("");
  const letters = Array.from(text);
  let from = letters.length;
  for (let bytes = 0; from > 0; from--) {
    bytes += utf8Length(letters[from - 1]!);
    if (bytes > MOST_BYTES) break;
  }
  return letters.slice(from).join("");
};
