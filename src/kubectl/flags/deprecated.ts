// Flags that help does not show any more and that still work, with a word on stderr.
import type { Flag } from "./flag.ts";
import type { GivenFlags } from "./values.ts";

export interface DeprecatedFlag extends Flag {
  /** What follows `Flag --x has been deprecated, `. */
  readonly note: string;
}

const RECORDING = new Set([
  "annotate",
  "apply",
  "autoscale",
  "create",
  "edit",
  "expose",
  "label",
  "patch",
  "replace",
  "run",
  "scale",
  "set image",
  "set resources",
  "set selector",
  "set serviceaccount",
]);

const record: DeprecatedFlag = {
  name: "record",
  shorthand: "",
  type: "bool",
  shownDefault: "false",
  bare: "true",
  note: "--record will be removed in the future",
};

const cpuPercent: DeprecatedFlag = {
  name: "cpu-percent",
  shorthand: "",
  type: "int",
  shownDefault: "-1",
  bare: undefined,
  note: "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
};

export const deprecatedFlagsOf = (path: string): readonly DeprecatedFlag[] => [
  ...(RECORDING.has(path) ? [record] : []),
  ...(path === "autoscale" ? [cpuPercent] : []),
];

/** The command line as --record keeps it: words first, then flags with their values. */
export const changeCauseOf = (path: string, given: GivenFlags, args: readonly string[]): string | undefined => {
  if (given["record"]?.at(-1) !== "true") return undefined;
  const flags = Object.entries(given).flatMap(([name, values]) => values.map((value) => `--${name}=${value}`));
  return ["kubectl", path, ...args, ...flags].join(" ");
};
