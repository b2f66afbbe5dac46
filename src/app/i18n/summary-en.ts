// Words of the summary: they come with it.
export const summary = {
  title: "What you did",
  time: "Time in the cluster",
  steps: "Steps",
  failed: "Failed requests",
  stepsOf: (done: number, all: number): string => `${done} of ${all}`,
  beforeAfter: (before: number, after: number): string => `${before} before the last change, ${after} after it`,
  commands: "Commands",
  noCommands: "None was typed.",
  changes: "What you changed in the files",
  noChanges: "Nothing.",
  troubles: "Trouble by trouble",
  troublesNote:
    "Noticed: the first thing you did after it began. Understood: the change after which it ended. Mended: the last failed request.",
  client: "Client",
  began: "Began",
  noticed: "Noticed",
  understood: "Understood",
  mended: "Mended",
  requests: "Requests",
  requestsNote: "Answered and failed, over time. A line marks each moment at which you changed something.",
  noRequests: "Nobody asked for anything: there was no traffic.",
  served: "answered",
  failedOnes: "failed",
  copy: "Copy as Markdown",
  copied: "Copied",
  copyFailed: "It could not be copied.",
  print: "Print",
};

export type SummaryWords = typeof summary;
