import { describe, expect, it } from "vitest";
import type { ContainerState } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { PodTruth } from "#engine";
import { words } from "../i18n/words-en.ts";
import { podView, type PodContext } from "./pod-view.ts";

const WALL = Date.parse("2026-06-03T00:10:00Z");
const TRUTH: PodTruth = {
  isHung: false,
  isListening: true,
  port: 8080,
  memoryBytes: 64 * 1_048_576,
  cpuMilli: 20,
  throttledMilli: 0,
  throttledShare: 0,
  probes: [],
};
const CONTEXT: PodContext = {
  words,
  wallMs: WALL,
  nowMs: 600_000,
  truth: TRUTH,
  requests: undefined,
  isSeen: true,
  unseenSinceMs: undefined,
};

interface Over {
  readonly ready?: boolean;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
  readonly phase?: string;
  readonly node?: string;
  readonly reason?: string;
  readonly unschedulable?: boolean;
  readonly deleted?: string;
}

const running: ContainerState = { running: { startedAt: "2026-06-03T00:00:10Z" } };
const podOf = ({
  ready = true,
  state = running,
  lastState = {},
  phase = "Running",
  node = "worker-1",
  ...o
}: Over): Pod =>
  ({
    metadata: {
      name: "web-6d4cf56db6-x7k2p",
      namespace: "default",
      uid: "u1",
      ownerReferences: [{ kind: "ReplicaSet", name: "web-6d4cf56db6" }],
      ...(o.deleted === undefined ? {} : { deletionTimestamp: o.deleted, deletionGracePeriodSeconds: 30 }),
    },
    spec: { ...(node === "" ? {} : { nodeName: node }), containers: [{ name: "web", image: "nexus.local/web:1.0" }] },
    status: {
      phase,
      ...(o.reason === undefined ? {} : { reason: o.reason }),
      conditions: [
        { type: "Ready", status: ready ? "True" : "False" },
        ...(o.unschedulable === true ? [{ type: "PodScheduled", status: "False", reason: "Unschedulable" }] : []),
      ],
      containerStatuses:
        node === "" ? [] : [{ name: "web", ready, restartCount: lastState.terminated ? 2 : 0, state, lastState }],
    },
  }) as unknown as Pod;

const waiting = (reason: string): ContainerState => ({ waiting: { reason } });
const ended = (exitCode: number, reason: string): ContainerState => ({ terminated: { exitCode, reason } });
const failed = { served: 3, failed: 4, outcome: "503" };

interface Case extends Over {
  readonly name: string;
  readonly truth?: Partial<PodTruth>;
  readonly context?: Partial<PodContext>;
  readonly want: readonly [mark: string, status: string, truth: string | null];
}

const CASES: readonly Case[] = [
  { name: "all is well", want: ["ready", "Running", null] },
  { name: "not ready yet", ready: false, want: ["notready", "Running 0/1", null] },
  {
    name: "not ready, and its port is closed",
    ready: false,
    truth: { isListening: false },
    want: ["notready", "Running 0/1", ":8080 closed"],
  },
  { name: "hangs", truth: { isHung: true }, want: ["ready", "Running", "accepts, never answers"] },
  {
    name: "is stopped by its own CPU limit",
    truth: { throttledShare: 0.4, cpuLimitMilli: 100 },
    want: ["ready", "Running", "throttled 40%"],
  },
  { name: "gets too little CPU", truth: { throttledShare: 0.4 }, want: ["ready", "Running", "at 60% speed"] },
  {
    name: "is almost full",
    truth: { memoryBytes: 95 * 1_048_576, memoryLimitBytes: 100 * 1_048_576 },
    want: ["ready", "Running", "95Mi of 100Mi"],
  },
  {
    name: "no node fits",
    node: "",
    ready: false,
    phase: "Pending",
    unschedulable: true,
    want: ["pending", "Pending", "no node fits"],
  },
  { name: "in the queue", node: "", ready: false, phase: "Pending", want: ["pending", "Pending", "in the queue"] },
  {
    name: "is created",
    ready: false,
    phase: "Pending",
    state: waiting("ContainerCreating"),
    want: ["creating", "ContainerCreating", null],
  },
  {
    name: "is pulled",
    ready: false,
    phase: "Pending",
    state: waiting("ContainerCreating"),
    truth: { pull: { image: "web", share: 0.509, bytes: 1, totalBytes: 2 } },
    want: ["creating", "ContainerCreating", "Pulling 50%"],
  },
  {
    name: "has no image",
    ready: false,
    phase: "Pending",
    state: waiting("ImagePullBackOff"),
    want: ["pullfail", "ImagePullBackOff", "web:1.0 ?"],
  },
  {
    name: "crashes, and starts again",
    ready: false,
    state: waiting("CrashLoopBackOff"),
    lastState: ended(1, "Error"),
    truth: { startsAgainMs: 672_000 },
    want: ["crashloop", "CrashLoopBackOff", "again in 1:12"],
  },
  {
    name: "crashes",
    ready: false,
    state: waiting("CrashLoopBackOff"),
    lastState: ended(1, "Error"),
    want: ["crashloop", "CrashLoopBackOff", "exit code 1"],
  },
  {
    name: "is killed for its memory",
    ready: false,
    state: ended(137, "OOMKilled"),
    want: ["oom", "OOMKilled", "exit code 137"],
  },
  {
    name: "is done",
    ready: false,
    phase: "Succeeded",
    state: ended(0, "Completed"),
    want: ["completed", "Completed", "exit code 0"],
  },
  {
    name: "is evicted",
    ready: false,
    phase: "Failed",
    reason: "Evicted",
    state: ended(137, "Error"),
    want: ["evicted", "Error", "exit code 137"],
  },
  { name: "ends", deleted: "2026-06-03T00:10:12Z", want: ["terminating", "Terminating", "grace 12 s"] },
  {
    name: "on a node that nobody sees",
    context: { isSeen: false, unseenSinceMs: 537_000 },
    want: ["unknown", "Running 1/1", "last seen 1:03 ago"],
  },
];

const viewOf = ({ truth = {}, context = {}, ...over }: Partial<Case>): ReturnType<typeof podView> =>
  podView(podOf(over), { ...CONTEXT, truth: { ...TRUTH, ...truth }, ...context });

describe("a pod with its two truths", () => {
  it.each(CASES)("$name", ({ want, ...given }) => {
    const { mark, statusLine, truthLine, contradiction } = viewOf(given);
    expect([mark, statusLine, truthLine]).toEqual(want);
    expect(contradiction).toBe(false);
  });

  it.each([
    { name: "Ready, and its port is closed", truth: { isListening: false }, want: ":8080 closed" },
    { name: "Ready, and its clients get errors", context: { requests: failed }, want: "503 for clients" },
  ])("contradicts itself: $name", ({ want, ...given }) => {
    const view = viewOf(given);
    expect([view.mark, view.statusLine, view.truthLine, view.contradiction]).toEqual([
      "ready",
      "Running 1/1",
      want,
      true,
    ]);
  });

  it("does not, where Kubernetes knows: not ready, and errors of before", () => {
    expect(viewOf({ ready: false, context: { requests: failed } }).contradiction).toBe(false);
  });

  it("goes by the end of its name, and counts its restarts", () => {
    const { shortName, restarts } = viewOf({ lastState: ended(1, "Error") });
    expect([shortName, restarts]).toEqual(["x7k2p", 2]);
  });
});
