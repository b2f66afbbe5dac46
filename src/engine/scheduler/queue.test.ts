import { describe, expect, it } from "vitest";
import { recorded } from "../../../e2e/conformance/kinds/recorded.ts";
import { answerSchedulerQueue, type SchedulerQueueIn } from "../../../e2e/conformance/kinds/scheduler-queue.ts";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { StateTable } from "../state/table.ts";
import { Cache } from "./cache/cache.ts";
import { podKey } from "./cache/pod-info.ts";
import { nodeUpdated, unscheduledPodUpdated } from "./events.ts";
import type { QueueEntry } from "./queue.ts";
import { SchedulingQueue } from "./queue.ts";
import { DEFAULT_PROFILE } from "./registry.ts";
import { NO_STORAGE } from "./plugins/volumebinding/claims.ts";

const makeQueue = () => {
  const clock = { ms: 0 };
  const cache = new Cache();
  const pods = new Map<string, Pod>();
  const rows = new StateTable<QueueEntry>("scheduler/queue");
  const options = {
    rows,
    counters: new StateTable<number>("counters"),
    plugins: DEFAULT_PROFILE,
    handle: {
      cache,
      listers: {
        serviceSelectors: () => [],
        workloadSelector: () => undefined,
        podDisruptionBudgets: () => [],
        storage: NO_STORAGE,
      },
      nominatedPods: () => [],
    },
    now: () => clock.ms,
    podOf: (key: string) => {
      const pod = pods.get(key);
      return pod && cache.podInfo(pod);
    },
  };
  const queue = new SchedulingQueue(options);
  const add = (pod: Pod): void => {
    pods.set(podKey(pod), pod);
    queue.add(podKey(pod), pod);
  };
  return { clock, rows, options, queue, add, pods };
};

const makePod = (name: string, spec: Partial<Pod["spec"]> = {}): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", uid: name },
  spec: { containers: [{ name: "c", image: "a", resources: { requests: { cpu: "500m" } } }], ...spec },
});

const makeNode = (labels: Record<string, string>, cpu = "1"): Node => ({
  apiVersion: "v1",
  kind: "Node",
  spec: {},
  metadata: { name: "n1", labels },
  status: { allocatable: { cpu, memory: "1Gi", pods: "110" } },
});

const drain = (queue: SchedulingQueue): string[] => {
  const order: string[] = [];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    order.push(key.slice(key.indexOf("/") + 1));
    queue.delete(key);
  }
  return order;
};

describe("recorded orders", () => {
  it.each(recorded<SchedulerQueueIn>("scheduler-queue"))("$title", (row) => {
    expect(answerSchedulerQueue(row.in)).toEqual(row.want);
  });
});

describe("back-off", () => {
  it("lets an idle scheduler try a woken pod at once, though its back-off is not over", () => {
    const { queue, clock, add, rows } = makeQueue();
    add(makePod("a"));
    clock.ms = 100;
    queue.failed(queue.pop() as string, ["NodeResourcesFit"]);
    clock.ms = 200;
    expect(queue.isReady).toBe(false);
    expect(queue.moveAll({ kinds: ["AssignedPod/Delete"], pod: makePod("gone", { nodeName: "n1" }) })).toBe(true);
    expect(rows.get("default/a")?.pool).toBe("backoff");
    expect(queue.pop()).toBe("default/a");
  });
  it("puts pods that are not backing off before those that are", () => {
    const { queue, clock, add } = makeQueue();
    add(makePod("a", { priority: 10 }));
    clock.ms = 100;
    queue.failed(queue.pop() as string, ["NodeResourcesFit"]);
    add(makePod("b"));
    queue.moveAll({ kinds: ["AssignedPod/Delete"], pod: makePod("gone", { nodeName: "n1" }) });
    expect(drain(queue)).toEqual(["b", "a"]);
  });
  it("ends at a whole second, and then priority decides again", () => {
    const { queue, clock, add } = makeQueue();
    add(makePod("a", { priority: 10 }));
    clock.ms = 100;
    queue.failed(queue.pop() as string, ["NodeResourcesFit"]);
    add(makePod("b"));
    queue.moveAll({ kinds: ["AssignedPod/Delete"], pod: makePod("gone", { nodeName: "n1" }) });
    // Failed at 100 ms, one second of back-off: 1100 ms, cut down to 1000 ms.
    clock.ms = 1000;
    expect(drain(queue)).toEqual(["a", "b"]);
  });
  it("is not shortened for a pod that failed by an error", () => {
    const { queue, clock, add } = makeQueue();
    add(makePod("a"));
    clock.ms = 400;
    queue.failed(queue.pop() as string, []);
    expect(queue.isReady).toBe(false);
    expect(queue.nextErrorBackoffMs).toBe(1000);
    clock.ms = 1000;
    expect(queue.isReady).toBe(true);
    queue.failed(queue.pop() as string, []);
    expect(queue.nextErrorBackoffMs).toBe(3000);
  });
});

describe("waking", () => {
  const selecting = makePod("a", { nodeSelector: { disk: "ssd" } });
  const cases: {
    name: string;
    rejectors: string[];
    pod: Pod;
    event: Parameters<SchedulingQueue["moveAll"]>[0];
    wakes: boolean;
  }[] = [
    {
      name: "a label that now matches",
      rejectors: ["NodeAffinity"],
      pod: selecting,
      event: nodeUpdated(makeNode({}), makeNode({ disk: "ssd" })),
      wakes: true,
    },
    {
      name: "a label that does not matter",
      rejectors: ["NodeAffinity"],
      pod: selecting,
      event: nodeUpdated(makeNode({}), makeNode({ disk: "hdd" })),
      wakes: false,
    },
    {
      name: "a label, for a pod that was refused for CPU alone",
      rejectors: ["NodeResourcesFit"],
      pod: selecting,
      event: nodeUpdated(makeNode({}), makeNode({ disk: "ssd" })),
      wakes: false,
    },
    {
      name: "a node that grew enough",
      rejectors: ["NodeResourcesFit"],
      pod: makePod("a"),
      event: nodeUpdated(makeNode({}, "100m"), makeNode({}, "2")),
      wakes: true,
    },
    {
      name: "a node that grew, but not enough",
      rejectors: ["NodeResourcesFit"],
      pod: makePod("a"),
      event: nodeUpdated(makeNode({}, "100m"), makeNode({}, "400m")),
      wakes: false,
    },
    {
      name: "a taint that went",
      rejectors: ["TaintToleration"],
      pod: makePod("a"),
      event: nodeUpdated({ ...makeNode({}), spec: { taints: [{ key: "k", effect: "NoSchedule" }] } }, makeNode({})),
      wakes: true,
    },
    {
      name: "an uncordoned node",
      rejectors: ["NodeUnschedulable"],
      pod: makePod("a"),
      event: nodeUpdated({ ...makeNode({}), spec: { unschedulable: true } }, makeNode({})),
      wakes: true,
    },
    {
      name: "a heartbeat",
      rejectors: ["NodeResourcesFit", "TaintToleration", "NodeAffinity"],
      pod: makePod("a"),
      event: nodeUpdated(makeNode({}), {
        ...makeNode({}),
        status: { allocatable: makeNode({}).status?.allocatable ?? {} },
      }),
      wakes: false,
    },
  ];
  it.each(cases)("$name: $wakes", ({ rejectors, pod, event, wakes }) => {
    const { queue, add } = makeQueue();
    add(pod);
    queue.failed(queue.pop() as string, rejectors);
    expect(queue.moveAll(event)).toBe(wakes);
    expect(queue.isReady).toBe(wakes);
  });
  it("tries a pod that nothing woke again after five minutes, at a full half minute", () => {
    const { queue, clock, add } = makeQueue();
    clock.ms = 12_345;
    add(makePod("a"));
    queue.failed(queue.pop() as string, ["NodeResourcesFit"]);
    expect(queue.nextLeftoverMs).toBe(330_000);
    clock.ms = 330_000;
    expect(queue.moveLeftovers()).toBe(true);
    expect(queue.pop()).toBe("default/a");
  });
});

describe("gates", () => {
  it("keep a pod out until the last one is gone", () => {
    const { queue, add } = makeQueue();
    const gated = makePod("a", { schedulingGates: [{ name: "wait" }] });
    add(gated);
    expect(queue.isReady).toBe(false);
    const open = makePod("a");
    expect(queue.update("default/a", open, unscheduledPodUpdated(gated, open))).toBe(true);
    expect(queue.pop()).toBe("default/a");
  });
});

describe("rebuilding", () => {
  it("gives the same order from the rows alone", () => {
    const { queue, options, clock, add } = makeQueue();
    for (const [i, name] of ["a", "b", "c", "d", "e"].entries()) {
      clock.ms = i * 100;
      add(makePod(name, { priority: i % 2 }));
    }
    queue.failed(queue.pop() as string, ["NodeResourcesFit"]);
    const other = new SchedulingQueue(options);
    other.rebuild();
    other.moveAll({ kinds: ["AssignedPod/Delete"], pod: makePod("gone", { nodeName: "n1" }) });
    expect(drain(other)).toEqual(["d", "a", "c", "e", "b"]);
  });
});
