// Models stern/target.go (stern 1.33): which containers of a pod have a log worth opening, each life of a container once.
import type { JsonObject } from "#api/meta";
import { list, map, nameOf, namespaceOf, obj, text, has } from "../object.ts";
import type { SternOptions } from "./options.ts";

/** One life of a container, whose log is shown. */
export interface Target {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly containerId: string;
  readonly node: string;
  readonly labels: { readonly [name: string]: string } | null;
  readonly annotations: { readonly [name: string]: string } | null;
}

/** The container id that was last seen of each container, by `uid/container`; empty: it had none. */
export type Known = { readonly [container: string]: string };

const RUNTIME = "containerd://";

/** The life that has a log: this one, or the one before. */
const lifeOf = (status: JsonObject): string => {
  if (has(status, "state", "running")) return text(status, "containerID");
  const ended = text(status, "state", "terminated", "containerID");
  return ended === "" ? text(status, "lastState", "terminated", "containerID") : ended;
};

const statusesOf = (pod: JsonObject, { flags }: SternOptions): readonly JsonObject[] => [
  ...(flags.isOn("init-containers") ? list(pod, "status", "initContainerStatuses") : []),
  ...list(pod, "status", "containerStatuses"),
  ...(flags.isOn("ephemeral-containers") ? list(pod, "status", "ephemeralContainerStatuses") : []),
];

const hasAny = (patterns: readonly RegExp[], name: string): boolean => patterns.some((pattern) => pattern.test(name));

const meetsCondition = (pod: JsonObject, condition: string): boolean => {
  if (condition === "") return true;
  const [name = "", value = "true"] = condition.toLowerCase().split("=");
  return list(pod, "status", "conditions").some(
    (item) => text(item, "type").toLowerCase() === name && text(item, "status").toLowerCase() === value,
  );
};

const targetOf = (pod: JsonObject, container: string, containerId: string): Target => ({
  namespace: namespaceOf(pod),
  pod: nameOf(pod),
  container,
  containerId: containerId.replace(RUNTIME, ""),
  node: text(pod, "spec", "nodeName"),
  labels: has(pod, "metadata", "labels") ? map(pod, "metadata", "labels") : null,
  annotations: has(pod, "metadata", "annotations") ? map(pod, "metadata", "annotations") : null,
});

export interface Found {
  readonly targets: readonly Target[];
  readonly known: Known;
}

/** The lives of a pod's containers that are new. States choose only among containers that were there before they were seen. */
export const newTargets = (pod: JsonObject, options: SternOptions, known: Known): Found => {
  const name = nameOf(pod);
  if (!options.pod.test(name) || hasAny(options.excludePod, name)) return { targets: [], known };
  if (!meetsCondition(pod, options.flags.text("condition"))) return { targets: [], known };
  const seen: { [container: string]: string } = { ...known };
  const targets: Target[] = [];
  for (const status of statusesOf(pod, options)) {
    const container = text(status, "name");
    if (!options.container.test(container) || hasAny(options.excludeContainer, container)) continue;
    const key = `${text(pod, "metadata", "uid")}/${container}`;
    const before = seen[key];
    const life = lifeOf(status);
    seen[key] = life;
    const isWanted = before !== undefined || isInState(status, options.states);
    if (life !== "" && life !== before && isWanted) targets.push(targetOf(pod, container, life));
  }
  return { targets, known: seen };
};

const isInState = (status: JsonObject, states: readonly string[]): boolean =>
  states.some((state) => state === "all" || state in obj(status, "state"));
