// Models the pod-level resources in a status (pkg/kubelet/kubelet_pods.go, v1.36): the sums over the containers that run side by side.
import { memoise } from "#api/memoise";
import type { Container } from "#api/core-container";
import type { PodSpec, PodStatus } from "#api/core-pod";
import type { ResourceList } from "#api/core-env";
import { addQuantities, formatQuantity, quantityOf } from "#api/quantity";
import { isSidecar } from "./status/phase.ts";

type Resources = Pick<PodStatus, "allocatedResources" | "resources">;

/** A pod that asks for nothing has resources all the same. */
const NOTHING: Resources = { resources: {} };

/** Of one container by what it asks for, which the pods of a template share; else by the spec, which each pod has of its own. */
export const podResources = (spec: PodSpec): Resources => {
  const [only, another] = spec.containers;
  if (another || !only || spec.initContainers?.length) return ofSpec(spec);
  return only.resources ? ofOne(only.resources) : NOTHING;
};

const ofOne = memoise((resources: NonNullable<Container["resources"]>): Resources => sumsOf([{ resources }]));
const ofSpec = memoise((spec: PodSpec): Resources =>
  sumsOf([...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers]),
);

const sumsOf = (containers: readonly Pick<Container, "resources">[]): Resources => {
  const requests = sum(containers, "requests");
  const limits = sum(containers, "limits");
  if (!requests && !limits) return NOTHING;
  return {
    ...(requests ? { allocatedResources: requests } : {}),
    resources: { ...(limits ? { limits } : {}), ...(requests ? { requests } : {}) },
  };
};

const sum = (
  containers: readonly Pick<Container, "resources">[],
  which: "requests" | "limits",
): ResourceList | undefined => {
  const totals: Record<string, string> = {};
  for (const container of containers) {
    for (const [name, text] of Object.entries(container.resources?.[which] ?? {})) {
      const before = totals[name];
      totals[name] = before === undefined ? text : formatQuantity(addQuantities(quantityOf(before), quantityOf(text)));
    }
  }
  return Object.keys(totals).length > 0 ? totals : undefined;
};
