// Words of the summary: they come with it.
export const summary = {
  title: "What you did",
  time: "Time that passed in the cluster",
  steps: "Steps finished",
  failed: "Failed requests",
  stepsOf: (done: number, all: number): string => `${done} of ${all}`,
  failedOf: (failed: number, all: number): string => (all === 0 ? "none was sent" : `${failed} of ${all}`),
  beforeChange: (n: number, at: string): string => `${n} until your last change, at ${at}`,
  afterChange: (n: number, last: string | null): string =>
    last === null ? "none after it" : `${n} after it, the last one at ${last}`,
  commands: "Commands",
  noCommands: "None was typed.",
  changes: "What you changed in the files",
  noChanges: "Nothing.",
  troubles: "Trouble by trouble",
  troublesNote:
    "Times of the cluster's clock; below each, how long after the trouble began. What names another client only does not count.",
  columns: [
    ["Client", ""],
    ["Began", "first failed request"],
    ["Noticed", "the first thing you did then"],
    ["Understood", "the change that ended it"],
    ["Mended", "last failed request"],
  ] as readonly (readonly [name: string, meaning: string])[],
  later: (seconds: number): string =>
    seconds < 60 ? `${seconds} s later` : `${Math.floor(seconds / 60)} min ${seconds % 60} s later`,
  notYet: "not yet",
  never: "never: it ended by itself",
  requests: "Requests",
  requestsNote: (seconds: number): string =>
    `Each bar: ${seconds} s of the cluster's clock, and how many requests were answered and failed in it. A dashed line: you changed something.`,
  noRequests: "Nobody asked for anything: there was no traffic.",
  served: "answered",
  failedOnes: "failed",
  copy: "Copy as Markdown",
  copied: "Copied",
  copyFailed: "It could not be copied.",
  print: "Print",
};

export type SummaryWords = typeof summary;
