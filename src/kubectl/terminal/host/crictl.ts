// crictl: what the runtime of a node has, without an API server. Models cri-tools v1.36 (cmd/crictl).
// Simplified: a pod's sandbox is named by its uid; of inspect, the fields that people look for.
import type { Json } from "#api/meta";
import { formatTime } from "#api/time";
import { applicationsOf, onMachine } from "#engine";
import { sha256 } from "../../go/sha256.ts";
import { toYaml } from "../../go/yaml.ts";
import { ago, sizeText, table } from "./tables.ts";
import { onNode, type OnNode, optionOf, pidOf } from "./node-program.ts";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

type Process = NonNullable<ReturnType<ReturnType<typeof applicationsOf>["get"]>>;

interface Container {
  readonly process: Process;
  readonly id: string;
  readonly pod: string;
  readonly namespace: string;
  readonly attempt: number;
  readonly isRunning: boolean;
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

const SHORT_ID = 13;

const sandboxId = (uid: string): string => sha256(`sandbox ${uid}`);
const imageHex = ({ image, revision }: { readonly image: string; readonly revision: number }): string =>
  sha256(`${image}#${revision}`);

/** The newest first. */
const containersOn = ({ sim, node, usage }: OnNode): readonly Container[] => {
  const apps = applicationsOf(sim);
  const { pods } = onMachine(sim, node);
  const used = new Map(usage.containers.map((c) => [c.containerId, c]));
  return [...apps.idsOnNode(node)]
    .map((id): Container => {
      const process = apps.get(id)!;
      const [namespace = "", pod = ""] = process.pod.split("/");
      const row = pods.get(process.podUid)?.containers[process.container];
      const restarts = row?.restarts ?? 0;
      return {
        process,
        id,
        pod,
        namespace,
        attempt: row?.id === undefined || row.id === id ? restarts : Math.max(0, restarts - 1),
        isRunning: process.exit === undefined,
        cpuMilli: used.get(id)?.cpuMilli ?? 0,
        memoryBytes: used.get(id)?.memoryBytes ?? 0,
      };
    })
    .toSorted((a, b) => b.process.startedMs - a.process.startedMs || (a.id < b.id ? -1 : 1));
};

type Verb = (here: OnNode, args: readonly string[]) => ProgramOutcome | number;

const isQuiet = (args: readonly string[]): boolean => args.some((a) => /^-\w*q/.test(a) || a === "--quiet");

const ps: Verb = (here, args) => {
  const isAll = args.some((a) => /^-\w*a/.test(a) || a === "--all");
  const name = optionOf(args, "--name") ?? "";
  const pod = optionOf(args, "--pod", "-p");
  const state = optionOf(args, "--state", "-s")?.toLowerCase();
  const wanted = optionOf(args, "--label");
  if (wanted !== undefined) {
    here.err("crictl: --label is not simulated here.\n");
    return 1;
  }
  const chosen = containersOn(here).filter(
    (c) =>
      (isAll || state !== undefined || c.isRunning) &&
      (state === undefined || (state === "running") === c.isRunning) &&
      c.process.container.includes(name) &&
      (pod === undefined || sandboxId(c.process.podUid).startsWith(pod)),
  );
  if (isQuiet(args)) {
    here.out(chosen.map(({ id }) => `${id}\n`).join(""));
    return 0;
  }
  const titles = ["CONTAINER", "IMAGE", "CREATED", "STATE", "NAME", "ATTEMPT", "POD ID", "POD", "NAMESPACE"];
  const rows = chosen.map((c) => [
    c.id.slice(0, SHORT_ID),
    imageHex(c.process).slice(0, SHORT_ID),
    ago(here.sim.now() - c.process.startedMs),
    c.isRunning ? "Running" : "Exited",
    c.process.container,
    String(c.attempt),
    sandboxId(c.process.podUid).slice(0, SHORT_ID),
    c.pod,
    c.namespace,
  ]);
  here.out(table([titles, ...rows]));
  return 0;
};

const pods: Verb = (here, args) => {
  const { sim, node } = here;
  const name = optionOf(args, "--name") ?? "";
  const namespace = optionOf(args, "--namespace");
  const rows = [...onMachine(sim, node).pods.values()]
    .filter((row) => row.hasSandbox || Object.values(row.containers).some(({ id }) => id !== undefined))
    .map((row) => {
      const [space = "", pod = ""] = row.key.split("/");
      const createdMs = row.firstSyncMs ?? here.machine.onSinceMs();
      return { row, space, pod, createdMs };
    })
    .filter(({ pod, space }) => pod.includes(name) && (namespace === undefined || space === namespace))
    .toSorted((a, b) => b.createdMs - a.createdMs || (a.row.uid < b.row.uid ? -1 : 1));
  if (isQuiet(args)) {
    here.out(rows.map(({ row }) => `${sandboxId(row.uid)}\n`).join(""));
    return 0;
  }
  const titles = ["POD ID", "CREATED", "STATE", "NAME", "NAMESPACE", "ATTEMPT", "RUNTIME"];
  const cells = rows.map(({ row, space, pod, createdMs }) => [
    sandboxId(row.uid).slice(0, SHORT_ID),
    ago(sim.now() - createdMs),
    row.hasSandbox ? "Ready" : "NotReady",
    pod,
    space,
    "0",
    "(default)",
  ]);
  here.out(table([titles, ...cells]));
  return 0;
};

const images: Verb = (here, args) => {
  const all = [...onMachine(here.sim, here.node).images].toSorted((a, b) => (a.canonical < b.canonical ? -1 : 1));
  const hex = (image: (typeof all)[number]): string => imageHex({ image: image.canonical, revision: image.revision });
  if (isQuiet(args)) {
    here.out(all.map((image) => `sha256:${hex(image)}\n`).join(""));
    return 0;
  }
  const rows = all.map((image) => {
    const [, name = image.canonical, tag = "latest"] = /^(.*?)(?::([^/:]+))?$/.exec(image.canonical) ?? [];
    return [name, tag, hex(image).slice(0, SHORT_ID), sizeText(image.sizeBytes)];
  });
  here.out(table([["IMAGE", "TAG", "IMAGE ID", "SIZE"], ...rows]));
  return 0;
};

const stats: Verb = (here) => {
  const rows = containersOn(here)
    .filter((c) => c.isRunning)
    .map((c) => [
      c.id.slice(0, SHORT_ID),
      c.process.container,
      (c.cpuMilli / 10).toFixed(2),
      sizeText(Math.round(c.memoryBytes)),
      "28.67kB",
      "9",
      "0B",
    ]);
  here.out(table([["CONTAINER", "NAME", "CPU %", "MEM", "DISK", "INODES", "SWAP"], ...rows]));
  return 0;
};

const notFound = (id: string): string =>
  `rpc error: code = NotFound desc = an error occurred when try to find container "${id}": not found`;

const stop: Verb = (here, args) => {
  const ids = args.filter((a) => !a.startsWith("-"));
  if (ids.length === 0) {
    here.err("ID cannot be empty\n");
    return 1;
  }
  for (const id of ids) {
    const found = containersOn(here).find((c) => c.isRunning && c.id.startsWith(id));
    if (!found) {
      here.err(`FATA[0000] stopping the container "${id}": ${notFound(id)}\n`);
      return 1;
    }
    here.machine.stopContainer(found.id);
    here.out(`${id}\n`);
  }
  return 0;
};

const inspect: Verb = (here, args) => {
  const [id = ""] = args.filter((a) => !a.startsWith("-"));
  const c = id === "" ? undefined : containersOn(here).find((one) => one.id.startsWith(id));
  if (!c) {
    here.err(
      id === "" ? "ID cannot be empty\n" : `FATA[0000] getting the status of the container "${id}": ${notFound(id)}\n`,
    );
    return 1;
  }
  const { process } = c;
  const nanos = (atMs: number): string => formatTime(here.sim.wallMs(atMs)).replace("Z", ".000000000Z");
  const status: Json = {
    status: {
      id: c.id,
      metadata: { attempt: c.attempt, name: process.container },
      state: c.isRunning ? "CONTAINER_RUNNING" : "CONTAINER_EXITED",
      createdAt: nanos(process.startedMs),
      startedAt: nanos(process.startedMs),
      finishedAt: process.exit ? nanos(process.exit.atMs) : "0001-01-01T00:00:00Z",
      exitCode: process.exit?.code ?? 0,
      reason: process.exit?.reason ?? "",
      image: { image: process.image },
      imageRef: `sha256:${imageHex(process)}`,
      labels: {
        "io.kubernetes.container.name": process.container,
        "io.kubernetes.pod.name": c.pod,
        "io.kubernetes.pod.namespace": c.namespace,
        "io.kubernetes.pod.uid": process.podUid,
      },
      logPath: `/var/log/pods/${c.namespace}_${c.pod}_${process.podUid}/${process.container}/${c.attempt}.log`,
      resources: { linux: { memoryLimitInBytes: String(process.memoryLimitBytes ?? 0) } },
    },
    info: { sandboxID: sandboxId(process.podUid), pid: c.isRunning ? pidOf(c.id) : 0, snapshotter: "overlayfs" },
  };
  here.out(optionOf(args, "-o", "--output") === "yaml" ? toYaml(status) : `${JSON.stringify(status, null, 2)}\n`);
  return 0;
};

interface Following {
  readonly id: string;
  readonly seen: number;
}
const LOOK_MS = 300;

const textOf = (lines: readonly { readonly text: string }[]): string => lines.map(({ text }) => `${text}\n`).join("");

const logs: Verb = (here, args) => {
  const tail = optionOf(args, "--tail");
  const [id = ""] = args.filter((a, i) => !a.startsWith("-") && args[i - 1] !== "--tail");
  const found = id === "" ? undefined : containersOn(here).find((c) => c.id.startsWith(id));
  if (!found) {
    here.err(id === "" ? "ID cannot be empty\n" : `FATA[0000] ${notFound(id)}\n`);
    return 1;
  }
  const lines = applicationsOf(here.sim).logs.read(found.id) ?? [];
  const from = tail === undefined ? 0 : Math.max(0, lines.length - Math.max(0, Number(tail) || 0));
  here.out(textOf(lines.slice(from)));
  const follows = args.some((a) => /^-\w*f/.test(a) || a === "--follow");
  return follows ? followOn(here, { id: found.id, seen: lines.length }) : 0;
};

const followOn = (context: ProgramContext, { id, seen }: Following): ProgramOutcome => {
  const apps = applicationsOf(context.sim);
  const lines = apps.logs.read(id) ?? [];
  context.out(textOf(lines.slice(seen)));
  if (apps.get(id)?.exit !== undefined || !apps.get(id)) return { exit: 0 };
  return { state: { id, seen: lines.length }, wake: { atMs: context.sim.wallMs() + LOOK_MS } };
};

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ["ps", ps],
  ["pods", pods],
  ["images", images],
  ["image", images],
  ["img", images],
  ["stats", stats],
  ["stop", stop],
  ["inspect", inspect],
  ["logs", logs],
  [
    "version",
    ({ out }) => {
      out("Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  1.6.20\nRuntimeApiVersion:  v1\n");
      return 0;
    },
  ],
]);

const USAGE = `NAME:
   crictl - client for CRI

USAGE:
   crictl [global options] command [command options] [arguments...]

COMMANDS (of those that run here):
   images, image, img  List images
   inspect             Display the status of one or more containers
   logs                Fetch the logs of a container
   pods                List pods
   ps                  List containers
   stats               List container(s) resource usage statistics
   stop                Stop one or more running containers
   version             Display runtime version information
`;

const DOWN =
  'validate CRI v1 runtime API for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"';

export const crictl: Program = {
  name: "crictl",
  run: (context, args) => {
    const [verb = "", ...rest] = args;
    const here = onNode(context);
    if (verb === "" || verb === "help" || verb === "--help" || verb === "-h") {
      here.out(USAGE);
      return { exit: 0 };
    }
    const does = VERBS.get(verb);
    if (!does) {
      here.err(`No help topic for '${verb}'\n`);
      return { exit: 3 };
    }
    if (here.machine.isRuntimeStopped()) {
      here.err(`FATA[0000] ${DOWN}\n`);
      return { exit: 1 };
    }
    const outcome = does(here, rest);
    return typeof outcome === "number" ? { exit: outcome } : outcome;
  },
  resume: (context, state) => followOn(context, state as unknown as Following),
};
