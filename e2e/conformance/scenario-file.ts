// A scenario written by hand: machines and images in short form, and the steps of a transcript. YAML, for authors and bug reports.
import { parse } from "yaml";
import * as v from "valibot";
import type { NodeScenario, Scenario } from "#engine";
import type { Step } from "./recording.ts";

const texts = v.record(v.string(), v.string());
const taint = v.object({
  key: v.string(),
  value: v.optional(v.string()),
  effect: v.picklist(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});
const node = v.strictObject({
  name: v.string(),
  role: v.optional(v.picklist(["control-plane", "worker"])),
  cpu: v.optional(v.union([v.string(), v.number()])),
  memory: v.optional(v.string()),
  allocatable: v.optional(texts),
  labels: v.optional(texts),
  taints: v.optional(v.array(taint)),
});
const traffic = { url: v.string(), every: v.optional(v.number()) };
const step = v.strictObject({
  /** Seconds since the start, at the earliest; absent: when the step before has ended. */
  t: v.optional(v.number()),
  write: v.optional(texts),
  run: v.optional(v.string()),
  /** Stops the command after so many seconds. */
  for: v.optional(v.number()),
  stdin: v.optional(v.string()),
  sleep: v.optional(v.number()),
  power: v.optional(v.record(v.string(), v.picklist(["on", "off"]))),
  request: v.optional(v.strictObject({ ...traffic, n: v.optional(v.number()) })),
  load: v.optional(v.union([v.strictObject({ name: v.string(), ...traffic }), v.strictObject({ stop: v.string() })])),
  /** Regular expressions: what the step prints must match each (`m` flag). */
  expect: v.optional(v.union([v.string(), v.array(v.string())])),
});
const file = v.strictObject({
  name: v.string(),
  about: v.optional(v.string()),
  seed: v.optional(v.number()),
  startTime: v.optional(v.string()),
  /** How many workers beside a tainted master, or each machine. */
  nodes: v.optional(v.union([v.number(), v.array(node)])),
  images: v.record(v.string(), v.record(v.string(), v.unknown())),
  /** Whatever else a scenario of the engine may have: clients, firewall, ingressAddress, ... */
  cluster: v.optional(v.record(v.string(), v.unknown())),
  steps: v.array(step),
});

export interface ScenarioStep extends Step {
  readonly expect: readonly string[];
}

export interface ScenarioFile {
  readonly scenario: Scenario;
  readonly about: string;
  readonly steps: readonly ScenarioStep[];
}

const SETTLE_MS = 60_000;
const MASTER: NodeScenario = {
  name: "master",
  role: "control-plane",
  cpu: "2",
  memory: "4Gi",
  taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
};

/** The file, or what is wrong with it. */
export const readScenario = (text: string): ScenarioFile | string => {
  const read = v.safeParse(file, parse(text));
  if (!read.success) {
    return read.issues.map((issue) => `${v.getDotPath(issue) ?? "file"}: ${issue.message}`).join("\n");
  }
  const {
    name,
    about = "",
    seed = 1,
    startTime = "2026-06-03T00:00:00Z",
    nodes = 3,
    images,
    cluster,
    steps,
  } = read.output;
  const scenario = { name, seed, startTime, settleMs: SETTLE_MS, nodes: machines(nodes), images, ...cluster };
  return { scenario, about, steps: steps.map(stepOf) };
};

type NodeInput = v.InferOutput<typeof node>;

const machines = (nodes: number | readonly NodeInput[]): readonly NodeScenario[] =>
  typeof nodes === "number"
    ? [MASTER, ...Array.from({ length: nodes }, (_, i) => machine({ name: `worker-${i + 1}` }))]
    : nodes.map(machine);

const machine = ({ role = "worker", cpu = "2", memory = "4Gi", ...rest }: NodeInput): NodeScenario =>
  ({ role, cpu: String(cpu), memory, ...rest }) as NodeScenario;

const stepOf = ({ t = 0, expect = [], request, ...rest }: v.InferOutput<typeof step>): ScenarioStep =>
  ({
    t,
    end: t,
    expect: typeof expect === "string" ? [expect] : expect,
    ...(request ? { request: { n: 1, ...request } } : {}),
    ...rest,
  }) as ScenarioStep;
