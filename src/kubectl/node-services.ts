// What kubelets answer about the containers they run: logs and commands. Models pkg/kubelet/kubelet_pods.go
// (validateContainerLogStatus) and the error chain from runc up to the API server (v1.36).
import type { JsonObject } from "#api/meta";
import { ok, refuse, type Result } from "#api/result";
import { infoOf } from "#api/scheme";
import { badRequest, makeStatus, notFound } from "#api/status";
import { type ImageBehaviour, applicationsOf, machinesOf, type Sim } from "#engine";
import type { ExecAnswer, LogLine, LogOptions, ObjectName } from "./client.ts";
import { has, list, obj, text } from "./object.ts";
import { asBusybox, isAsh } from "./terminal/voice.ts";

const RUNTIME = "containerd://";

const podOf = (sim: Sim, target: ObjectName): JsonObject | undefined =>
  sim.store.get("pods", `${target.namespace}/${target.name}`) as unknown as JsonObject | undefined;

const statusOf = (pod: JsonObject, container: string): JsonObject | undefined =>
  ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"]
    .flatMap((field) => list(pod, "status", field))
    .find((item) => text(item, "name") === container);

const bad = (why: string): Result<string> => refuse(badRequest(why));

/** The life whose log is asked for, or why there is none. */
const lifeOf = (pod: JsonObject, { container, previous }: LogOptions): Result<string> => {
  const where = `container "${container}" in pod "${text(pod, "metadata", "name")}"`;
  const found = statusOf(pod, container);
  if (!found) return bad(`${where} is not available`);
  const last = text(obj(found, "lastState", "terminated"), "containerID");
  if (previous) return last === "" ? bad(`previous terminated ${where} not found`) : ok(last);
  if (has(found, "state", "running")) return ok(text(found, "containerID"));
  const ended = text(obj(found, "state", "terminated"), "containerID");
  if (has(found, "state", "terminated") || has(found, "lastState", "terminated")) {
    const id = ended || last;
    return id === "" ? bad(`${where} is terminated`) : ok(id);
  }
  if (!has(found, "state", "waiting")) return bad(`${where} is waiting to start - no logs yet`);
  return bad(`${where} is waiting to start: ${waitingText(text(found, "state", "waiting", "reason"))}`);
};

const waitingText = (reason: string): string => {
  if (reason === "ErrImagePull") return "image can't be pulled";
  return reason === "ImagePullBackOff" ? "trying and failing to pull image" : reason;
};

/** Why the API server does not get through to the kubelet of the pod's machine; undefined if it does. */
const unreachable = (sim: Sim, node: string): string | undefined => {
  const machines = machinesOf(sim);
  if (!machines.get(node)) return undefined;
  const dialed = `dial tcp ${kubeletOf(sim, node)}: connect:`;
  if (!machines.isConnected(node)) return `${dialed} no route to host`;
  if (machines.isFrozen(node)) return "net/http: TLS handshake timeout";
  return machines.isKubeletRunning(node) ? undefined : `${dialed} connection refused`;
};

const kubeletOf = (sim: Sim, node: string): string => {
  const addresses = sim.store.get("nodes", node)?.status?.addresses ?? [];
  return `${addresses.find(({ type }) => type === "InternalIP")?.address ?? node}:10250`;
};

/** pkg/kubelet/client GetConnectionInfo asks for the node first. */
const withoutNode = (sim: Sim, node: string): Result<never> | undefined =>
  sim.store.get("nodes", node) ? undefined : refuse(notFound(infoOf("nodes"), node));

export const readLogs = (sim: Sim, target: ObjectName, options: LogOptions): Result<readonly LogLine[]> => {
  const pod = podOf(sim, target);
  if (!pod) return refuse(makeStatus(404, "NotFound", `pods "${target.name}" not found`));
  // Nobody is asked about a pod that has no node yet.
  const node = text(pod, "spec", "nodeName");
  if (node === "") return ok([]);
  const gone = withoutNode(sim, node);
  if (gone) return gone;
  const silence = unreachable(sim, node);
  if (silence !== undefined) {
    const path = `containerLogs/${target.namespace}/${target.name}/${options.container}${options.query ?? ""}`;
    return refuse(makeStatus(500, "", `Get "https://${kubeletOf(sim, node)}/${path}": ${silence}`));
  }
  const life = lifeOf(pod, options);
  if (!life.ok) return life;
  const lines = applicationsOf(sim).logs.read(life.value.replace(RUNTIME, ""));
  const nowMs = sim.wallMs();
  if (!lines) return ok([{ atMs: nowMs, text: `unable to retrieve container logs for ${life.value}`, isWhole: false }]);
  const startedMs = nowMs - sim.now();
  return ok(lines.map((line) => ({ atMs: startedMs + line.atMs, text: line.text })));
};

/** The runtime names every exec by an id of its own. */
const execId = (words: readonly string[]): string => {
  let hash = 0x811c9dc5;
  let id = "";
  for (let part = 0; part < 8; part++) {
    for (const character of `${part}/${words.join("/")}`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
    id += hash.toString(16).padStart(8, "0");
  }
  return id;
};

export const runInContainer = (
  sim: Sim,
  target: ObjectName,
  container: string,
  command: readonly string[],
): Result<ExecAnswer> => {
  const pod = podOf(sim, target);
  if (!pod) return refuse(makeStatus(404, "NotFound", `pods "${target.name}" not found`));
  const node = text(pod, "spec", "nodeName");
  if (node === "") return refuse(badRequest(`pod ${target.name} does not have a host assigned`));
  const gone = withoutNode(sim, node);
  if (gone) return gone;
  const silence = unreachable(sim, node);
  if (silence !== undefined) {
    return refuse(makeStatus(500, "", `unable to upgrade connection: error dialing backend: ${silence}`));
  }
  const found = statusOf(pod, container);
  if (!found || !has(found, "state", "running")) {
    return refuse(
      makeStatus(500, "InternalError", `unable to upgrade connection: container not found ("${container}")`),
    );
  }
  const id = text(found, "containerID");
  const apps = applicationsOf(sim);
  const process = apps.get(id.replace(RUNTIME, ""));
  const how = process && howItRuns(apps.imageOf(process), command);
  if (how) return ok({ stdout: "", stderr: "", exit: 0, ...how });
  const outcome = apps.exec(id.replace(RUNTIME, ""), command);
  if (outcome.kind === "ran") {
    const { stdout, stderr = "", exitCode, durationMs } = outcome;
    const isBusybox = isAsh(sim, id.replace(RUNTIME, ""));
    const said = isBusybox ? asBusybox(command[0] ?? "", stderr, exitCode) : { stderr, exit: exitCode };
    return ok({ stdout, ...said, durationMs });
  }
  const name = execId([id, String(sim.now()), ...command]);
  const why = `failed to exec in container: failed to start exec "${name}": OCI runtime exec failed: exec failed: ${outcome.error}`;
  const chain = `Internal error occurred: Internal error occurred: error executing command in container: ${why}`;
  return refuse(makeStatus(500, "InternalError", chain));
};

type How = Pick<ExecAnswer, "isRequest" | "isShell" | "isLine">;

/** What the container's own programs do not do by themselves. */
const howItRuns = (image: ImageBehaviour, command: readonly string[]): How | undefined => {
  if (command[0] === "curl" && image.tools?.includes("curl")) return { isRequest: true };
  if (command.length === 1 && shellIn(image.tools, command[0]!)) return { isShell: true };
  return isForShell(image, command) ? { isLine: true } : undefined;
};

/** Programs of an image that do what they do everywhere; the others are the container's own. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  "sh ash bash env hostname id whoami date ps sleep uname wget nslookup".split(" "),
);

const isForShell = (image: ImageBehaviour, command: readonly string[]): boolean => {
  const name = (command[0] ?? "").replace(/^(?:\/usr)?\/bin\//, "");
  const isSaid = image.commands?.some((row) => row.command === command.join(" ")) === true;
  return !isSaid && EVERYWHERE.has(name) && image.tools?.includes(name) === true;
};

/** `sh`, `/bin/sh`: what an image calls its shell, if it has one. */
const shellIn = (tools: readonly string[] | undefined, word: string): boolean => {
  const [, name] = /^(?:\/bin\/|\/usr\/bin\/)?(sh|ash|bash)$/.exec(word) ?? [];
  return name !== undefined && tools?.includes(name) === true;
};
