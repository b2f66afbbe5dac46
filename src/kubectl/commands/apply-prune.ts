// Models `apply --prune` of kubectl/pkg/cmd/apply/prune.go (v1.36): deletes what was applied once and is in the files no more.
import { discovered, type DiscoveredResource } from "#api/discovered";
import type { JsonObject } from "#api/meta";
import { type Call, type Context, fail } from "../command.ts";
import { message } from "../errors.ts";
import { lastAppliedOf } from "../last-applied.ts";
import { nameOf, namespaceOf } from "../object.ts";
import { type Info, warnOfDeprecated } from "../resources.ts";
import { dryRunOf, klog, must } from "../usage.ts";
import { printWritten } from "../write.ts";

/** Kinds that are pruned unless --prune-allowlist says otherwise. */
const PRUNED = new Set([
  "configmaps",
  "endpoints",
  "namespaces",
  "persistentvolumeclaims",
  "persistentvolumes",
  "pods",
  "replicationcontrollers",
  "secrets",
  "services",
  "jobs",
  "cronjobs",
  "ingresses",
  "daemonsets",
  "deployments",
  "replicasets",
  "statefulsets",
]);

const prune = (context: Context, call: Call, resource: DiscoveredResource, object: JsonObject): void => {
  const dryRun = dryRunOf(call);
  const target = { resource, namespace: namespaceOf(object), name: nameOf(object) };
  if (dryRun === "none") must(context.client.delete(target, {}));
  printWritten(context, call, object, { operation: "pruned", dryRun });
};

/** `core/v1/ConfigMap` or `apps/v1/Deployment`, as prune.ParseResources reads them: what lies in namespaces first. */
export const prunedKindsOf = (call: Call): readonly DiscoveredResource[] => {
  const allowed = allowedOf(call.flags.list("prune-allowlist"));
  return discovered.filter(allowed).toSorted((a, b) => Number(b.namespaced) - Number(a.namespaced));
};

const allowedOf = (given: readonly string[]): ((resource: DiscoveredResource) => boolean) => {
  if (given.length === 0) return (row) => PRUNED.has(row.plural);
  const names = given.map((name) => {
    const parts = name.split("/");
    if (parts.length !== 3)
      return fail(message(`invalid GroupVersionKind format: ${name}, please follow <group/version/kind>`));
    const [group = "", version = "", kind = ""] = parts;
    return `${group === "core" ? "" : group}/${version}/${kind}`;
  });
  return (row) => names.includes(`${row.group}/${row.version}/${row.kind}`);
};

export const applyPruned = (context: Context, call: Call, applied: readonly Info[]): void => {
  const selector = call.flags.text("selector");
  if (call.flags.list("prune-allowlist").length === 0) {
    const advice = "list the resources you want to target explicitly in the --prune-allowlist flag.";
    const change =
      "kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release.";
    klog(context, "prune.go:71", `Deprecated: ${change} To preserve the current behaviour, ${advice}`);
  }
  const kept = new Set(applied.map((info) => `${info.resource.plural}/${info.namespace}/${info.name}`));
  const namespaces = new Set(applied.map((info) => info.namespace).filter((namespace) => namespace !== ""));
  const kinds = prunedKindsOf(call);
  warnOfDeprecated(context, kinds);
  for (const resource of kinds.filter((row) => row.isKept)) {
    for (const namespace of resource.namespaced ? namespaces : [""]) {
      const found = must(
        context.client.list(resource, { ...(namespace === "" ? {} : { namespace }), labelSelector: selector }),
      );
      const isLeft = (object: JsonObject): boolean =>
        lastAppliedOf(object) !== undefined && !kept.has(`${resource.plural}/${namespaceOf(object)}/${nameOf(object)}`);
      for (const object of found.filter(isLeft)) prune(context, call, resource, object);
    }
  }
};
