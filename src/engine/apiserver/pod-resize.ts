// Models the pods/resize subresource (pkg/registry/core/pod/strategy.go podResizeStrategy, plugin/pkg/admission/podresize, v1.36). From here on the
// pod's kubelet goes by what it had granted before (kubelet/allocated.ts), until it grants what is asked for.
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { deepEqual } from "#api/json";
import type { JsonObject, KubeObject, Status } from "#api/meta";
import { ok, refuse, type Result } from "#api/result";
import { infoOf, keyOf } from "#api/scheme";
import { conflict, forbidden, makeStatus, notFound } from "#api/status";
import { allocationsOf } from "../kubelet/allocated.ts";
import { beyondNode, resourcesOf } from "../kubelet/resize.ts";
import type { Sim } from "../sim.ts";
import { limitViolations } from "./admission/limit-ranger.ts";
import { chargeQuotas } from "./quota/charge.ts";
import { strategyOf } from "./registry.ts";
import { toRefusal } from "./validation/field-error.ts";
import { validatePodResize } from "./validation/pod-resize.ts";

const PODS = infoOf("pods");

export const resizePod = (
  sim: Sim,
  sent: KubeObject,
  { dryRun = false }: { readonly dryRun?: boolean },
): Result<Pod> => {
  const { name, resourceVersion } = sent.metadata;
  const old = sim.store.get("pods", keyOf(sent));
  if (!old) return refuse(notFound(PODS, name));
  if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) {
    const why = "the object has been modified; please apply your changes to the latest version and try again";
    return refuse(conflict(PODS, name, why));
  }
  const now = onlyResized(strategyOf("pods").default(sent) as Pod, old);
  const refusal = toRefusal(validatePodResize(now as unknown as JsonObject, old as unknown as JsonObject));
  if (refusal) {
    const { message, causes } = refusal;
    return refuse(makeStatus(422, "Invalid", `Pod "${name}" is invalid: ${message}`, { name, kind: "Pod", causes }));
  }
  if (deepEqual(now.spec, old.spec)) return ok(old);
  const denied = deny(sim, now, old, dryRun);
  if (denied) return refuse(denied);
  if (dryRun) return ok(now);
  const { uid = "" } = old.metadata;
  if (old.spec.nodeName && !allocationsOf(sim).has(uid)) {
    const granted = resourcesOf(old);
    allocationsOf(sim).set(uid, { granted, actual: granted, grantedMs: sim.now() });
  }
  return ok(sim.api.write("pods", keyOf(old), (live) => ({ ...live, spec: now.spec })) ?? now);
};

const isOther = (a: readonly Container[] = [], b: readonly Container[] = []): boolean =>
  a.length !== b.length || a.some((c, i) => c.name !== b[i]!.name);

const fit = (containers: readonly Container[], from: readonly Container[]): Container[] =>
  containers.map((old, i) => {
    const { resources: _, resizePolicy: _p, ...rest } = old;
    const { resources, resizePolicy } = from[i]!;
    return { ...rest, ...(resources ? { resources } : {}), ...(resizePolicy ? { resizePolicy } : {}) };
  });

/** dropNonResizeUpdates: of all that was sent, what containers get. */
const onlyResized = (sent: Pod, old: Pod): Pod => {
  const [now, was] = [sent.spec, old.spec];
  if (isOther(now.containers, was.containers) || isOther(now.initContainers, was.initContainers)) return sent;
  const { resources: _, ...kept } = was;
  const containers = fit(was.containers, now.containers);
  const inits = was.initContainers ? { initContainers: fit(was.initContainers, now.initContainers ?? []) } : {};
  return { ...old, spec: { ...kept, containers, ...inits, ...(now.resources ? { resources: now.resources } : {}) } };
};

/** What admission says: LimitRanger, PodResizeValidator, and the quotas last. */
const deny = (sim: Sim, now: Pod, old: Pod, dryRun: boolean): Status | undefined => {
  const { store } = sim;
  const { name } = now.metadata;
  const violations = store.list("limitranges", now.metadata.namespace).flatMap((range) => limitViolations(now, range));
  if (violations.length > 0) {
    return forbidden(PODS, name, violations.length === 1 ? violations[0]! : `[${violations.join(", ")}]`);
  }
  const node = now.spec.nodeName ? store.get("nodes", now.spec.nodeName) : undefined;
  if (now.spec.nodeName && !node) return forbidden(PODS, name, `node "${now.spec.nodeName}" not found`);
  const beyond = node && beyondNode(now, node.status?.allocatable ?? {});
  if (beyond !== undefined) return forbidden(PODS, name, beyond);
  const charges = chargeQuotas({ info: PODS, object: now, old, store });
  if ("code" in charges) return charges;
  for (const { quota, used } of dryRun ? [] : charges) {
    sim.api.writeStatus("resourcequotas", keyOf(quota), { ...quota.status, used });
  }
  return undefined;
};
