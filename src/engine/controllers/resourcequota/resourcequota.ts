// Models pkg/controller/resourcequota/resource_quota_controller.go (v1.36): what a quota's namespace uses, counted anew when the quota
// changes and when something in it goes or ends. What comes is charged by admission.
import type { ResourceQuota } from "#api/core";
import type { ResourceList } from "#api/core-env";
import type { Pod } from "#api/core-pod";
import { deepEqual } from "#api/json";
import { keyOf, resources, qualifiedPlural } from "#api/scheme";
import type { ObjectChange } from "../../apiserver/store.ts";
import { addUsage, isInScope, limitedPart, usageOf } from "../../apiserver/quota/usage.ts";
import type { Component, ComponentFactory, Sim } from "../../sim.ts";
import { isPodTerminal } from "../pod-state.ts";
import { createWorkQueue } from "../work-queue.ts";

const NAME = "resourcequota";
const LATENCY_MS = 12;

export const createResourceQuotaController: ComponentFactory = (sim) => {
  const queue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      const quota = sim.store.get("resourcequotas", key);
      if (quota) count(sim, quota);
    },
  });
  const replenish = ({ type, object, old }: ObjectChange): void => {
    if (sim.store.count("resourcequotas") === 0) return;
    const hasEnded =
      type === "MODIFIED" && object.kind === "Pod" && isPodTerminal(object as Pod) && !isPodTerminal(old as Pod);
    if (type !== "DELETED" && !hasEnded) return;
    for (const quota of sim.store.list("resourcequotas", object.metadata.namespace)) queue.add(keyOf(quota));
  };
  const counted = resources.filter((info) => info.namespaced && info.plural !== "events");
  const watch: NonNullable<Component["watch"]> = Object.fromEntries(counted.map((info) => [info.plural, replenish]));
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      ...watch,
      resourcequotas: (change) => {
        const quota = change.object as ResourceQuota;
        if (change.type !== "DELETED" && !deepEqual(quota.spec?.hard, quota.status?.hard)) queue.add(change.key);
        replenish(change);
      },
    },
  };
};

/** `pods` of `pods`, `count/deployments.apps` of `deployments`: which resources a quota's names speak of. */
const countedResources = (hard: ResourceList) =>
  resources.filter((info) => {
    const names = Object.keys(hard);
    const countName = `count/${qualifiedPlural(info)}`;
    if (names.includes(countName) || names.includes(info.plural)) return true;
    if (info.plural === "pods")
      return names.some((n) => /^(cpu|memory|ephemeral-storage)$|^(requests|limits)\./.test(n));
    if (info.plural === "persistentvolumeclaims") return names.some((n) => n.startsWith("requests.storage"));
    return info.plural === "services" && names.some((n) => n.startsWith("services."));
  });

const count = (sim: Sim, quota: ResourceQuota): void => {
  const hard = quota.spec?.hard ?? {};
  const nothing: ResourceList = Object.fromEntries(Object.keys(hard).map((name) => [name, "0"]));
  let used = nothing;
  for (const info of countedResources(hard)) {
    for (const object of sim.store.list(info.plural, quota.metadata.namespace)) {
      if (isInScope(quota, info, object)) used = addUsage(used, limitedPart(usageOf(info, object), hard));
    }
  }
  sim.api.writeStatus("resourcequotas", keyOf(quota), { hard, used });
};
