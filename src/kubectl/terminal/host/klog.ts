// The journal of a node in words: what its kubelet did, as klog writes it at --v=2, and what systemd and the kernel say of it.
// Models the log calls of pkg/kubelet (v1.36). Simplified: the lines that people look for.
import { API_HOST, type MachineNote } from "#engine";
import { klogText } from "../../go/klog.ts";
import { journalDate } from "./dates.ts";
import { kernelLines } from "./kernel.ts";
import type { OnNode } from "./node-program.ts";
import { kubeletPid } from "./processes.ts";

export interface JournalLine {
  readonly atMs: number;
  readonly unit: "kubelet" | "containerd" | "kernel" | "systemd";
  /** With its head, `Jun 03 10:00:05 worker-1 kubelet[812]: `. */
  readonly text: string;
  readonly message: string;
}

/** One line as the kubelet writes it. */
interface Said {
  readonly level: "I" | "W" | "E";
  readonly where: string;
  readonly what: string;
  readonly rest?: string;
}

const KUBELET_UNIT = "kubelet.service - kubelet: The Kubernetes Node Agent";
const CONTAINERD_UNIT = "containerd.service - containerd container runtime";

/** As Go's %q: klog quotes its values. */
const q = (text: string): string => JSON.stringify(text);

const podText = ({ pod = "", uid = "" }: MachineNote): string => {
  const [namespace, name] = pod.split("/");
  return `${name}_${namespace}(${uid})`;
};
const podFields = ({ pod = "", uid = "" }: MachineNote): string => `pod=${q(pod)} podUID=${q(uid)}`;

const pleg = (note: MachineNote, type: string): Said => {
  const event = JSON.stringify({ ID: note.uid ?? "", Type: type, Data: note.containerId ?? "" });
  return {
    level: "I",
    where: "kubelet.go:2560",
    what: "SyncLoop (PLEG): event for pod",
    rest: `pod=${q(note.pod ?? "")} event=${event}`,
  };
};

const syncError = (note: MachineNote): readonly Said[] => {
  const { what, container = "", message = "" } = note;
  const err = `failed to "StartContainer" for ${q(container)} with ${what}: ${q(message)}`;
  return [
    {
      level: "E",
      where: "pod_workers.go:1324",
      what: "Error syncing pod, skipping",
      rest: `err=${q(err)} ${podFields(note)}`,
    },
  ];
};

const pullFailed = (note: MachineNote): readonly Said[] => {
  const [, image = "", err = ""] = /^Failed to pull image "([^"]*)": ([\s\S]*)$/.exec(note.message ?? "") ?? [];
  if (image === "") return [];
  const rest = `err=${q(err)} image=${q(image)}`;
  const whole = `container ${note.container} start failed in pod ${podText(note)}: ErrImagePull: ${err}`;
  return [
    { level: "E", where: "log.go:32", what: "PullImage from image service failed", rest },
    { level: "E", where: "kuberuntime_image.go:42", what: "Failed to pull image", rest },
    {
      level: "E",
      where: "kuberuntime_manager.go:1449",
      what: "Unhandled Error",
      rest: `err=${q(whole)} logger="UnhandledError"`,
    },
  ];
};

const probeFailed = (note: MachineNote): readonly Said[] => {
  const [, type = "Readiness", output = note.message ?? ""] =
    /^(\w+) probe (?:failed|errored)[^:]*: ([\s\S]*)$/.exec(note.message ?? "") ?? [];
  const rest = `probeType=${q(type)} ${podFields(note)} containerName=${q(note.container ?? "")} probeResult="failure" output=${q(output)}`;
  return [{ level: "I", where: "prober.go:120", what: "Probe failed", rest }];
};

const killing = (note: MachineNote, here: OnNode): readonly Said[] => {
  const grace = here.sim.store.get("pods", note.pod ?? "")?.spec.terminationGracePeriodSeconds ?? 30;
  const rest = `${podFields(note)} containerName=${q(note.container ?? "")} containerID=${q(`containerd://${note.containerId ?? ""}`)} gracePeriod=${grace}`;
  return [{ level: "I", where: "kuberuntime_container.go:864", what: "Killing container with a grace period", rest }];
};

const recorded = ({ what }: MachineNote, { node }: OnNode): readonly Said[] => [
  {
    level: "I",
    where: "kubelet_node_status.go:736",
    what: "Recording event message for node",
    rest: `node=${q(node)} event=${q(what)}`,
  },
];

type Words = (note: MachineNote, here: OnNode) => readonly Said[];

const NOTHING: Words = () => [];

/** By what happened. What is not here is an event, in the words of the event's own log. */
const WORDS: Readonly<Record<string, Words>> = {
  Add: ({ pod = "", message = "api" }) => [
    { level: "I", where: "kubelet.go:2537", what: "SyncLoop ADD", rest: `source=${q(message)} pods=[${q(pod)}]` },
  ],
  Remove: ({ pod = "" }) => [
    { level: "I", where: "kubelet.go:2547", what: "SyncLoop REMOVE", rest: `source="api" pods=[${q(pod)}]` },
  ],
  Started: (note) => [pleg(note, "ContainerStarted")],
  Died: (note) => [pleg(note, "ContainerDied")],
  Killing: killing,
  Unhealthy: probeFailed,
  ProbeWarning: probeFailed,
  Failed: pullFailed,
  CrashLoopBackOff: syncError,
  ImagePullBackOff: syncError,
  ErrImagePull: syncError,
  InvalidImageName: syncError,
  ErrImageNeverPull: syncError,
  CreateContainerConfigError: syncError,
  RunContainerError: syncError,
  PostStartHookError: syncError,
  FailedMount: (note) => [
    {
      level: "E",
      where: "pod_workers.go:1324",
      what: "Error syncing pod, skipping",
      rest: `err=${q(note.message ?? "")} ${podFields(note)}`,
    },
  ],
  EvictionThresholdMet: ({ message = "" }) => [
    {
      level: "W",
      where: "eviction_manager.go:376",
      what: "Eviction manager: attempting to reclaim",
      rest: `resourceName=${q(message)}`,
    },
    {
      level: "I",
      where: "eviction_manager.go:387",
      what: "Eviction manager: must evict pod(s) to reclaim",
      rest: `resourceName=${q(message)}`,
    },
  ],
  Evicted: ({ pod = "" }) => [
    {
      level: "I",
      where: "eviction_manager.go:627",
      what: "Eviction manager: pod is evicted successfully",
      rest: `pod=${q(pod)}`,
    },
  ],
  Starting: (_, { node }) => [
    { level: "I", where: "kubelet.go:486", what: "Attempting to sync node with API server" },
    { level: "I", where: "kubelet_node_status.go:75", what: "Attempting to register node", rest: `node=${q(node)}` },
    { level: "I", where: "kubelet_node_status.go:78", what: "Successfully registered node", rest: `node=${q(node)}` },
  ],
  Thaw: () => [
    {
      level: "E",
      where: "kubelet.go:2504",
      what: "Skipping pod synchronization",
      rest: 'err="PLEG is not healthy: pleg was last seen active more than 3m0s ago; threshold is 3m0s"',
    },
  ],
  RuntimeStop: () => [
    {
      level: "E",
      where: "generic.go:238",
      what: "GenericPLEG: Unable to retrieve pods",
      rest: `err=${q('rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"')}`,
    },
    {
      level: "E",
      where: "kubelet.go:2504",
      what: "Skipping pod synchronization",
      rest: 'err="container runtime is down"',
    },
  ],
  ApiFound: () => [
    {
      level: "I",
      where: "reflector.go:436",
      what: "Caches populated",
      rest: 'type="*v1.Node" reflector="k8s.io/client-go/informers/factory.go:160"',
    },
  ],
  // Told by the lines that stand beside them.
  BackOff: NOTHING,
  Pulling: NOTHING,
  Pulled: NOTHING,
  Created: NOTHING,
  NodeAllocatableEnforced: NOTHING,
  InvalidDiskCapacity: () => [
    {
      level: "E",
      where: "kubelet.go:1497",
      what: "Image garbage collection failed once. Stats initialization may not have completed yet",
      rest: 'err="invalid capacity 0 on image filesystem"',
    },
  ],
};

const eventLine = (note: MachineNote): readonly Said[] => [
  {
    level: "I",
    where: "event.go:389",
    what: "Event occurred",
    rest: `object=${q(note.pod ?? "")} kind="Pod" apiVersion="v1" reason=${q(note.what)} message=${q(note.message ?? "")}`,
  },
];

const saidOf = (note: MachineNote, here: OnNode): readonly Said[] => {
  const words = Object.hasOwn(WORDS, note.what) ? WORDS[note.what] : undefined;
  if (words) return words(note, here);
  return /^Node[A-Z]/.test(note.what) ? recorded(note, here) : eventLine(note);
};

const apiUrl = (path: string): string => `https://${API_HOST}${path}`;

/** While it cannot reach the API server a kubelet says so with every renewal that fails. */
const lost = (cause: string, node: string): readonly Said[] => {
  const lease = `Put "${apiUrl(`/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${node}?timeout=10s`)}": ${cause}`;
  const status = `error getting node ${q(node)}: Get "${apiUrl(`/api/v1/nodes/${node}?resourceVersion=0&timeout=10s`)}": ${cause}`;
  return [
    {
      level: "E",
      where: "controller.go:145",
      what: "Failed to ensure lease exists, will retry",
      rest: `err=${q(lease)} interval="7s"`,
    },
    {
      level: "E",
      where: "kubelet_node_status.go:549",
      what: "Error updating node status, will retry",
      rest: `err=${q(status)}`,
    },
  ];
};

const EVERY_MS = 10_000;
const MOST_TOLD = 200;

class Writer {
  readonly #here: OnNode;
  readonly lines: JournalLine[] = [];
  #pid: number;

  constructor(here: OnNode) {
    this.#here = here;
    this.#pid = kubeletPid(here.machine.onSinceMs());
  }

  kubelet(atMs: number, said: readonly Said[]): void {
    const wallMs = this.#here.sim.wallMs(atMs);
    for (const { level, where, what, rest } of said) {
      const text = `${q(what)}${rest === undefined ? "" : ` ${rest}`}`;
      const message = klogText({ severity: level, wallMs, pid: this.#pid, place: where }, text);
      this.#add(atMs, "kubelet", `kubelet[${this.#pid}]`, message);
    }
  }
  systemd(atMs: number, unit: JournalLine["unit"], message: string): void {
    this.#add(atMs, unit, "systemd[1]", message);
  }
  kernel(atMs: number, message: string): void {
    this.#add(atMs, "kernel", "kernel", message);
  }
  started(atMs: number): void {
    this.#pid = kubeletPid(atMs);
  }
  #add(atMs: number, unit: JournalLine["unit"], who: string, message: string): void {
    const head = `${journalDate(this.#here.sim.wallMs(atMs))} ${this.#here.node} ${who}: `;
    this.lines.push({ atMs, unit, text: `${head}${message}`, message });
  }
}

const unitLines = (writer: Writer, { what, atMs }: MachineNote): boolean => {
  const [verb, unit, name, owner] = what.startsWith("Runtime")
    ? [what.slice(7), CONTAINERD_UNIT, "containerd.service", "containerd" as const]
    : [what, KUBELET_UNIT, "kubelet.service", "kubelet" as const];
  if (verb === "Stop") {
    writer.systemd(atMs, owner, `Stopping ${unit}...`);
    writer.systemd(atMs, owner, `${name}: Deactivated successfully.`);
    writer.systemd(atMs, owner, `Stopped ${unit}.`);
  } else if (verb === "Start") {
    if (owner === "kubelet") writer.started(atMs);
    writer.systemd(atMs, owner, `Started ${unit}.`);
    if (owner === "kubelet") {
      const rest = 'kubeletVersion="v1.36.3"';
      writer.kubelet(atMs, [{ level: "I", where: "server.go:530", what: "Kubelet version", rest }]);
    }
  } else return false;
  return true;
};

const tell = (writer: Writer, note: MachineNote, here: OnNode): void => {
  const { what, atMs } = note;
  const isUnit = unitLines(writer, note);
  if (isUnit && what !== "RuntimeStop") return;
  if (what === "PowerOn")
    writer.kernel(atMs, "Linux version 6.18.0 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC");
  else if (what === "OOM") for (const line of kernelLines(here, "none", note)) writer.kernel(atMs, line);
  else if (!["Freeze", "PowerOff", "ApiLost"].includes(what)) writer.kubelet(atMs, saidOf(note, here));
};

/** All that is kept, the oldest first. */
export const journalOf = (here: OnNode): readonly JournalLine[] => {
  const writer = new Writer(here);
  const notes = here.machine.records();
  for (const [i, note] of notes.entries()) {
    tell(writer, note, here);
    if (note.what !== "ApiLost") continue;
    const end = notes.slice(i + 1).find(({ what }) => ENDS.has(what))?.atMs ?? here.sim.now();
    for (let atMs = note.atMs; atMs < end && (atMs - note.atMs) / EVERY_MS < MOST_TOLD; atMs += EVERY_MS) {
      writer.kubelet(atMs, lost(note.message ?? "", here.node));
    }
  }
  return writer.lines.toSorted((a, b) => a.atMs - b.atMs);
};

const ENDS: ReadonlySet<string> = new Set(["ApiFound", "Stop", "PowerOff", "Freeze"]);
