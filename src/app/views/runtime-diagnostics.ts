// What happened in the cluster, at the line of the manifest that caused it: only where that line says what runs. A file that was never
// applied, or was edited since, has caused nothing.
import type { Deployment } from "#api/apps";
import type { ContainerStatus } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { JsonObject } from "#api/meta";
import { parseTime } from "#api/time";
import { locate, type Manifest, type ManifestDocument, type Path, type Range } from "#language";
import { isPodReady, type Run } from "#engine";
import { runtimeWords } from "../i18n/runtime-words.ts";
import type { Words } from "../i18n/words.ts";
import { isSaidBy, liveOf } from "./applied.ts";
import { recentRequests } from "./recent-requests.ts";
import { starvingNode } from "./starvation.ts";

export interface RuntimeDiagnostic {
  readonly id: string;
  readonly range: Range;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What a why-answer would be about: a pod's uid. */
  readonly whyId: string | null;
  readonly fixes: readonly "readinessProbe"[];
}

const WINDOW_MS = 10_000;

export const runtimeDiagnostics = (manifest: Manifest, run: Run, words: Words): readonly RuntimeDiagnostic[] =>
  manifest.documents.flatMap((document, i) => {
    const live = document.object ? liveOf(document.object, run.cluster) : undefined;
    if (!live) return [];
    const found =
      document.kind === "Deployment" ? ofDeployment(live, run, words) : ofOthers(document, live, { run, words });
    const isCaused = ({ path, pod }: Found): boolean =>
      isSaidBy(document.object, path, { live, running: pod ? { spec: { template: pod } } : live });
    return firstOfEach(found, isCaused).map(({ path, id, severity, message, whyId, fixes }) => ({
      id: `runtime ${i} ${id}`,
      range: locate(document, path, "key") ?? document.range,
      severity,
      message,
      whyId,
      fixes,
    }));
  });

type Found = Omit<RuntimeDiagnostic, "range"> & {
  readonly path: Path;
  /** The one it happened to: it may be of a template that is no longer the Deployment's. */
  readonly pod?: Pod | undefined;
};

/** Of each id the first that `isCaused`: two hundred pods wait for one reason, and it is asked for once. */
const firstOfEach = (found: readonly Found[], isCaused: (one: Found) => boolean): readonly Found[] => {
  const byId = new Map<string, Found>();
  for (const one of found) if (!byId.has(one.id) && isCaused(one)) byId.set(one.id, one);
  return [...byId.values()];
};

const CONTAINER: Path = ["spec", "template", "spec", "containers", 0];

const ofDeployment = (live: JsonObject, run: Run, words: Words): Found[] => {
  const deployment = live as unknown as Deployment;
  const pods = podsOf(deployment, run);
  return [...refusals(deployment, pods, { run, words }), ...waits(pods, words), ...probeFailures(pods, { run, words })];
};

const podsOf = (deployment: Deployment, run: Run): readonly Pod[] => {
  const { store } = run.cluster.sim;
  return [...store.controlledBy("replicasets", deployment.metadata.uid ?? "")].flatMap((set) => [
    ...store.controlledBy("pods", set.metadata.uid ?? ""),
  ]);
};

interface Context {
  readonly run: Run;
  readonly words: Words;
}

/** Requests that failed at pods which Kubernetes calls ready. */
const refusals = (deployment: Deployment, pods: readonly Pod[], { run, words }: Context): Found[] => {
  const { byPod } = recentRequests(run, WINDOW_MS);
  const container = deployment.spec.template.spec.containers[0];
  if (container?.readinessProbe) return [];
  const failing = pods.flatMap((pod) => {
    const tally = byPod.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
    return tally && tally.failed > 0 ? [{ pod, ...tally }] : [];
  });
  if (failing.length === 0) return [];
  const count = failing.reduce((n, { failed }) => n + failed, 0);
  const whyId = failing[0]?.pod.metadata.uid ?? null;
  const node = starvingNode(
    run,
    failing.map(({ pod }) => pod),
  );
  if (node !== undefined) return [starved(whyId, runtimeWords(words).starved(count, WINDOW_MS / 1000, node))];
  if (failing.every(({ outcome }) => outcome === "timeout"))
    return container?.livenessProbe ? [] : [silent(whyId, count, words)];
  return [
    {
      id: "refused",
      path: [...CONTAINER, "ports"],
      severity: "error",
      message: runtimeWords(words).refused(count, WINDOW_MS / 1000),
      whyId,
      fixes: ["readinessProbe"],
    },
  ];
};

/** Pods whose machine's CPU others take: a request of their own would keep them their share. */
const starved = (whyId: string | null, message: string): Found => ({
  id: "starved",
  path: [...CONTAINER, "resources"],
  severity: "error",
  message,
  whyId,
  fixes: [],
});

/** Pods that accept and never answer: a readiness probe would take them off the list; only a liveness probe ends them. */
const silent = (whyId: string | null, count: number, words: Words): Found => ({
  id: "silent",
  path: [...CONTAINER, "ports"],
  severity: "error",
  message: runtimeWords(words).silent(count, WINDOW_MS / 1000),
  whyId,
  fixes: [],
});

/** Pods that cannot start, for a reason that stands in the manifest. */
const waits = (pods: readonly Pod[], words: Words): Found[] =>
  pods.flatMap((pod) => [...pending(pod, words), ...missingImages(pod, words), ...killed(pod, words)]);

const pending = (pod: Pod, words: Words): Found[] => {
  const scheduled = pod.status?.conditions?.find((c) => c.type === "PodScheduled" && c.status === "False");
  if (!scheduled?.message) return [];
  const message = runtimeWords(words).pending(scheduled.message.split(". ")[0] ?? "");
  return [{ ...about(pod), id: "pending", path: ["spec", "template", "spec"], severity: "warning", message }];
};

const missingImages = (pod: Pod, words: Words): Found[] =>
  statusesOf(pod).flatMap(({ state }, i) => {
    if (!/ImagePull|InvalidImageName/.test(state?.waiting?.reason ?? "")) return [];
    const image = pod.spec.containers[i]?.image ?? "";
    const message = runtimeWords(words).imageMissing(image);
    return [{ ...about(pod), id: `image ${image}`, path: containerPath(i, "image"), severity: "error", message }];
  });

const killed = (pod: Pod, words: Words): Found[] =>
  statusesOf(pod).flatMap(({ lastState, state }, i) => {
    if ((lastState?.terminated ?? state?.terminated)?.reason !== "OOMKilled") return [];
    const path = containerPath(i, "resources", "limits", "memory");
    const message = runtimeWords(words).oom(pod.spec.containers[i]?.resources?.limits?.["memory"] ?? "");
    return [{ ...about(pod), id: `oom ${i}`, path, severity: "error", message }];
  });

const about = (pod: Pod): Pick<Found, "pod" | "whyId" | "fixes"> => ({
  pod,
  whyId: pod.metadata.uid ?? null,
  fixes: [],
});

const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => status?.containerStatuses ?? [];

const containerPath = (index: number, ...rest: Path): Path => [
  "spec",
  "template",
  "spec",
  "containers",
  index,
  ...rest,
];

const PROBES: Readonly<Record<string, string>> = {
  Readiness: "readinessProbe",
  Liveness: "livenessProbe",
  Startup: "startupProbe",
};

/** Probes of which the events of the last while say that they fail, the last event first. */
const probeFailures = (pods: readonly Pod[], { run, words }: Context): Found[] => {
  const byName = new Map(pods.map((pod) => [pod.metadata.name, pod]));
  const found: Found[] = [];
  for (const event of run.cluster.sim.store.list("events", "default")) {
    if (event.reason !== "Unhealthy" || !byName.has(event.involvedObject.name ?? "")) continue;
    const last = parseTime(event.lastTimestamp ?? "");
    if (last === undefined || run.cluster.sim.wallMs() - last > WINDOW_MS) continue;
    const [, kind = "", text = ""] = /^(\w+) probe (?:failed|errored)[^:]*: (.*)$/s.exec(event.message ?? "") ?? [];
    const field = PROBES[kind];
    const pod = byName.get(event.involvedObject.name ?? "");
    if (!field || isOver(pod, kind)) continue;
    found.push({
      id: `probe ${field}`,
      path: [...CONTAINER, field],
      pod,
      severity: "warning",
      message: runtimeWords(words).probeFails(text),
      whyId: event.involvedObject.uid ?? null,
      fixes: [],
    });
  }
  return found.toReversed();
};

/** A pod that warmed up passes now, and one that goes or has gone is meant to fail: neither says anything against the probe. */
const isOver = (pod: Pod | undefined, kind: string): boolean =>
  pod === undefined || pod.metadata.deletionTimestamp !== undefined || (kind === "Readiness" && isPodReady(pod));

/** A Service whose selector selects nothing. */
const ofOthers = (document: ManifestDocument, live: JsonObject, { run, words }: Context): Found[] => {
  if (document.kind !== "Service") return [];
  const { spec } = live as unknown as { readonly spec?: { readonly selector?: { readonly [k: string]: string } } };
  if (!spec?.selector || Object.keys(spec.selector).length === 0) return [];
  const pods = run.cluster.sim.store.podsByLabels(document.namespace, spec.selector);
  if (pods.length > 0) return [];
  return [
    {
      id: "selector",
      path: ["spec", "selector"],
      severity: "warning",
      message: runtimeWords(words).selectsNothing,
      whyId: null,
      fixes: [],
    },
  ];
};
