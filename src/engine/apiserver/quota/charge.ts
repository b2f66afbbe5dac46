// Models staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go (v1.36): a new object is charged to the quotas of its
// namespace before it is stored, or refused.
import { compareStrings } from "#api/compare";
import type { KubeObject, Status } from "#api/meta";
import type { ResourceInfo } from "#api/discovered";
import type { ResourceQuota } from "#api/core";
import type { ResourceList } from "#api/core-env";
import type { Pod } from "#api/core-pod";
import { compareQuantities, quantityOf } from "#api/quantity";
import { forbidden } from "#api/status";
import type { Store } from "../store.ts";
import { addUsage, exceeded, isInScope, limitedPart, subtractUsage, usageOf } from "./usage.ts";

export interface QuotaRequest {
  readonly info: ResourceInfo;
  readonly object: KubeObject;
  readonly old?: KubeObject | undefined;
  readonly store: Store;
}

/** What the quotas will have as used once the object is stored. */
export interface Charge {
  readonly quota: ResourceQuota;
  readonly used: ResourceList;
}

const NO_CHARGES: readonly Charge[] = [];
const COMPUTE = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

export const chargeQuotas = ({ info, object, old, store }: QuotaRequest): readonly Charge[] | Status => {
  const { namespace, name } = object.metadata;
  if (!namespace || store.count("resourcequotas") === 0) return NO_CHARGES;
  const whole = usageOf(info, object);
  const usage = old ? subtractUsage(whole, usageOf(info, old)) : whole;
  const quotas = store
    .list("resourcequotas", namespace)
    .filter((quota) => isInScope(quota, info, object))
    .toSorted((a, b) => compareStrings(a.metadata.name, b.metadata.name));
  const unsaid = info.plural === "pods" && !old ? firstUnsaid(object as Pod, quotas) : undefined;
  if (unsaid !== undefined) return forbidden(info, name, unsaid);
  const charges: Charge[] = [];
  for (const quota of quotas) {
    const hard = quota.status?.hard ?? {};
    const delta = positive(limitedPart(usage, hard));
    if (Object.keys(delta).length === 0) continue;
    const used = addUsage(quota.status?.used ?? {}, delta);
    const over = exceeded(limitedPart(used, delta), hard).toSorted(compareStrings);
    if (over.length > 0) return forbidden(info, name, refusalText(quota, over, delta));
    charges.push({ quota, used });
  }
  return charges;
};

/** All quotas are asked what must be said before one is asked how much there is. */
const firstUnsaid = (pod: Pod, quotas: readonly ResourceQuota[]): string | undefined => {
  for (const { metadata, status } of quotas) {
    const unsaid = unspecified(pod, status?.hard ?? {});
    if (unsaid) return `failed quota: ${metadata.name}: must specify ${unsaid}`;
  }
  return undefined;
};

const positive = (delta: ResourceList): ResourceList =>
  Object.fromEntries(
    Object.entries(delta).filter(([, amount]) => compareQuantities(quantityOf(amount), quantityOf("0")) > 0),
  );

const refusalText = (quota: ResourceQuota, names: readonly string[], delta: ResourceList): string => {
  const list = (from: ResourceList | undefined): string =>
    names.map((name) => `${name}=${from?.[name] ?? "0"}`).join(",");
  const { used, hard } = quota.status ?? {};
  return `exceeded quota: ${quota.metadata.name}, requested: ${list(delta)}, used: ${list(used)}, limited: ${list(hard)}`;
};

/** Where CPU or memory is limited, every container must say how much it wants: `limits.memory for: web; requests.cpu for: web`. */
const unspecified = ({ spec }: Pod, hard: ResourceList): string => {
  const required = COMPUTE.filter((name) => hard[name] !== undefined).toSorted(compareStrings);
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return required
    .flatMap((name) => {
      const kind = name.startsWith("limits.") ? "limits" : "requests";
      const resource = name.slice(name.indexOf(".") + 1);
      const lacking = containers.filter((c) => c.resources?.[kind]?.[resource] === undefined).map((c) => c.name);
      return lacking.length > 0 ? [`${name} for: ${lacking.toSorted(compareStrings).join(",")}`] : [];
    })
    .join("; ");
};
