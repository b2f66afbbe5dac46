// What goes wrong at a line of a manifest; the words come with the editor.
import type { Widen } from "./widen.ts";

export const runtime = {
  refused: (count: number, seconds: number) =>
    `${count} requests failed in ${seconds} s. The application cannot serve yet, but the pod is Ready: without a readinessProbe a started container counts as ready.`,
  silent: (count: number, seconds: number) =>
    `${count} requests waited in vain in ${seconds} s: the application accepts and never answers, yet the pod is Ready. Without a probe nobody asks it, and nobody restarts it.`,
  starved: (count: number, seconds: number, node: string) =>
    `${count} requests came back too late in ${seconds} s: ${node} has no CPU left for this container.`,
  probeFails: (text: string) => `This probe fails: ${text}`,
  selectsNothing: "This selector selects no pod.",
  noListener: (port: string) => `No container listens on ${port}.`,
  addReadiness: "Add readinessProbe",
  under: (name: string, field: string) => `${name} belongs under ${field}.`,
  like: (name: string, field: string) => `There is no ${name} here. Did you mean ${field}?`,
  respell: (field: string) => `Change to ${field}`,
  atLine: (line: number, words: string) => `Line ${line}: ${words}`,
  slips: {
    key: "A colon is missing here: a field's name stands without one.",
    indent:
      "The indentation does not fit: fields that belong together begin in the same column, what belongs under one begins further right.",
    colon: "A value that has a colon and a space in it stands in quotes.",
    tab: "There is a tab here: YAML is indented with spaces only.",
    space: "A space is missing after the colon.",
    quote: "A quotation mark is opened and never closed.",
    list: "The list is out of line: its items all begin in the same column, with a hyphen and a space.",
  },
  imageMissing: (image: string) => `The registry has no image ${image}.`,
  pending: (message: string) => `No node fits: ${message}`,
  oom: (limit: string) => `The container needed more than ${limit} and was killed.`,
} as const;

export type RuntimeWords = Widen<typeof runtime>;
