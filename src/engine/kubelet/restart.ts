// Models ShouldContainerBeRestarted of pkg/kubelet/container/helpers.go (v1.36), and finds the containers of a pod.
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { ContainerRow } from "./rows.ts";
import { isSidecar } from "./status/phase.ts";
import { containerShouldRestart } from "./status/should-restart.ts";

/** Whether the kubelet starts a container again that ended with `code`. An init container that is through is not. */
export const willRestart = (pod: Pod, container: Container, code: number): boolean => {
  if (code === 0 && isInit(pod, container) && !isSidecar(container)) return false;
  return containerShouldRestart(container, pod.spec, code);
};

/** Whether the kubelet starts a container again that it killed itself. */
export const restartsAtAll = ({ spec }: Pod, container: Container): boolean =>
  (container.restartPolicy ?? spec.restartPolicy) !== "Never";

export const isInit = (pod: Pod, container: Container): boolean =>
  pod.spec.initContainers?.includes(container) === true;

/** All containers, init containers first. */
export const allContainers = (pod: Pod): readonly Container[] =>
  pod.spec.initContainers?.length ? [...pod.spec.initContainers, ...pod.spec.containers] : pod.spec.containers;

export const containerNamed = (pod: Pod, name: string): Container | undefined =>
  pod.spec.containers.find((c) => c.name === name) ?? pod.spec.initContainers?.find((c) => c.name === name);

/** A probe gave it up, the spec no longer describes it, or only a restart gives it its new size. */
export const isWrong = (c: ContainerRow, { image }: Container): boolean =>
  c.failedProbe !== undefined || c.isOutsized === true || (c.wantedImage !== undefined && c.wantedImage !== image);

/** What the event says of a container that is wrong. */
export const whyKilled = (pod: Pod, container: Container, probe: ContainerRow["failedProbe"] | "resize"): string => {
  if (probe === "resize") return `Container ${container.name} resize requires restart`;
  const why = `${container.name} ${probe ? `failed ${probe} probe` : "definition changed"}`;
  if (isInit(pod, container)) return `Init container ${why}`;
  return probe && !restartsAtAll(pod, container) ? `Container ${why}` : `Container ${why}, will be restarted`;
};
