// Models RealPodControl of pkg/controller/controller_utils.go (v1.36): pods made from a template and ended on behalf of an owner, with
// the events that say so.
import type { KubeObject, ObjectMeta, Status } from "#api/meta";
import type { Pod, PodTemplateSpec } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import type { EventRecorder } from "../events/recorder.ts";
import type { Sim } from "../sim.ts";
import { controllerRefTo } from "./controller-ref.ts";
import { createPacedWrites, type PacedWrites, type PacedWritesOptions } from "./paced-writes.ts";

/** The pod of `owner` that a template describes; named by `metadata` or, without a name there, at random. */
export const podFromTemplate = (
  owner: KubeObject,
  template: PodTemplateSpec,
  metadata: Partial<ObjectMeta> = {},
): Pod => {
  const { labels, annotations, finalizers } = { ...template.metadata, ...metadata };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: metadata.name ?? "",
      ...(metadata.name ? {} : { generateName: metadata.generateName ?? `${owner.metadata.name}-` }),
      namespace: owner.metadata.namespace ?? "",
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ownerReferences: [controllerRefTo(owner)],
      ...(finalizers?.length ? { finalizers } : {}),
    },
    spec: template.spec,
  };
};

export const isNamespaceTerminating = (status: Status): boolean =>
  status.details?.causes?.some((c) => c.reason === "NamespaceTerminating") ?? false;

/** What a controller writes of pods. */
export interface PodWrite {
  readonly do: "create" | "remove";
  readonly pod: Pod;
}

export const creating = (pod: Pod): PodWrite => ({ do: "create", pod });
export const removing = (pod: Pod): PodWrite => ({ do: "remove", pod });

interface PodControl {
  /** Makes the pod and says so. Answers the refusal, if any; a namespace that goes away is none. */
  create(owner: KubeObject, pod: Pod): Status | undefined;
  /** Deletes the pod and says so. */
  remove(owner: KubeObject, pod: Pod): Status | undefined;
}

const createPodControl = (sim: Sim, recorder: EventRecorder): PodControl => ({
  create: (owner, pod) => {
    const created = sim.api.createTrusted("pods", pod);
    if (created.ok) {
      const message = `Created pod: ${created.value.metadata.name}`;
      recorder.record(owner, { type: "Normal", reason: "SuccessfulCreate", message });
      return undefined;
    }
    if (isNamespaceTerminating(created.status)) return undefined;
    const message = `Error creating: ${created.status.message}`;
    recorder.record(owner, { type: "Warning", reason: "FailedCreate", message });
    return created.status;
  },
  remove: (owner, pod) => {
    const deleted = sim.api.delete("pods", keyOf(pod));
    if (!deleted.ok && deleted.status.code === 404) return undefined;
    if (deleted.ok) {
      const message = `Deleted pod: ${pod.metadata.name}`;
      recorder.record(owner, { type: "Normal", reason: "SuccessfulDelete", message });
      return undefined;
    }
    const message = `Error deleting: ${deleted.status.message}`;
    recorder.record(owner, { type: "Warning", reason: "FailedDelete", message });
    return deleted.status;
  },
});

/** The writes of pods of one controller, as fast as its client may. */
export const createPodWrites = (
  sim: Sim,
  options: Omit<PacedWritesOptions<PodWrite>, "write"> & { readonly recorder: EventRecorder },
): PacedWrites<PodWrite> => {
  const control = createPodControl(sim, options.recorder);
  return createPacedWrites(sim, { ...options, write: (owner, { do: action, pod }) => control[action](owner, pod) });
};
