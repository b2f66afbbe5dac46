// The words of "what if?"; loaded with it.
import type { SideKind } from "../what-if/sides.ts";
import type { Widen } from "./widen.ts";

const kinds: { readonly [K in SideKind]: (name: string) => string } = {
  future: (name) => `Future ${name}`,
  nothing: () => "Nothing is done",
  fix: (name) => `It mends: ${name}`,
  wrong: (name) => `It does not: ${name}`,
  without: (name) => `Without: ${name}`,
};

export const whatIf = {
  title: "What if? Two futures on one clock",
  kinds,
  here: "you are here",
  left: "On the left",
  right: "On the right",
  making: "Making both futures…",
  shows:
    "Here two futures of one cluster run side by side, on one clock: both drawings, how many requests failed in each, and where their YAML differs.",
  none: "There is only one future so far. A second one to compare it with:",
  compareWithout: (name: string) => `Without ${name}`,
  compareWithoutNote: "What would have come if this had not been done.",
  ask: "Show the lesson's own fixes",
  asked: "They give the answer away.",
  goBack: "Close this, and go back 10 seconds",
  goBackNote: "Do something else there: that begins a future of your own.",
  parts: (at: string) => `They part at ${at}`,
  same: "Up to here, both are the same.",
  nothingYet: "nothing at this moment",
  toParting: "To where they part",
  clock: "The clock of both",
  failedOf: (failed: number, all: number) =>
    all === 0 ? "No request since they parted" : `${failed} of ${all} requests failed since they parted`,
  yaml: "Different in the cluster",
  yamlNote: (left: string, right: string) => `- ${left}   + ${right}`,
  noYaml: "At this moment nothing that people write differs.",
  requests: "Requests in both: served, and failed",
};

export type WhatIfWords = Widen<typeof whatIf>;
