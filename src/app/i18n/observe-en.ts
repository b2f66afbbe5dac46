// The words of the logs and the numbers; they come with them.
import type { Widen } from "./widen.ts";

export const observe = {
  logs: {
    search: "Search the logs",
    searchHelp: 'Words in any case. -word leaves lines out, "two words" are looked for as one.',
    found: (found: number, total: number) => `${found} of ${total} lines`,
    pods: "Pods: press to see only theirs",
    lines: "Log lines",
    gone: "gone",
    earlier: "Earlier lines",
    none: "No container has written anything yet.",
    nothingFound: "No line like that up to this moment.",
    goTo: (time: string) => `Go to ${time}`,
  },
  metrics: {
    label: "Use of machines and pods over time",
    cpu: "CPU",
    memory: "Memory",
    rate: (served: number, failed: number) =>
      `${served.toFixed(1)} served/s${failed > 0 ? `, ${failed.toFixed(1)} failed/s` : ""}`,
    latency: (ms: number) => `95 % answered within ${ms} ms`,
    noAnswer: "No answers yet",
    legend: "What the lines mean",
    levels: { request: "request", limit: "limit", eviction: "eviction begins", capacity: "capacity" },
    system:
      "A machine's numbers hold its own system too: kubelet, containerd and the kernel, as in kubectl top. On the drawing it shows what its pods use.",
    throttled: "held back by its CPU limit",
  },
} as const;

export type ObserveWords = Widen<typeof observe>;
