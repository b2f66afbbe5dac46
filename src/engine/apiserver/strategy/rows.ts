// The table of what pkg/registry/*/strategy.go (v1.36) does by resource before a write: what a writer may not set, and what counts
// as a change of the desired state. A resource without a row has neither status nor generation.
import type { Json, JsonObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { formatTime } from "#api/time";
import { change, changeEach, fill, listOf, objectOf, set } from "../json-object.ts";
import type { RequestContext } from "../strategy.ts";
import { keepSourcesAlike } from "./claim.ts";
import { bumpTemplateGeneration, startTemplateGeneration } from "./daemon-set.ts";
import { generateSelector } from "./job.ts";
import { createdPodStatus, mergeLabelKeys } from "./pod.ts";
import { keepAllocated, normaliseClusterIps } from "./service.ts";

export interface StrategyRow {
  /** The parts whose change counts as a new generation; without it the resource has no generation. */
  readonly desired?: (object: JsonObject) => readonly (Json | undefined)[];
  /** The status of a new object, if it is not empty. `keep`: what the creator sent. */
  readonly status?: "keep" | ((object: JsonObject, context: RequestContext) => JsonObject);
  readonly create?: (object: JsonObject) => JsonObject;
  readonly update?: (object: JsonObject, old: JsonObject) => JsonObject;
}

const spec = (object: JsonObject): readonly (Json | undefined)[] => [object["spec"]];
const bySpec: StrategyRow = { desired: spec };

const withoutConfigSource = (node: JsonObject): JsonObject =>
  change(node, "spec", (own) => set(own, "configSource", undefined));

/** Leaders that are chosen by strategy are behind a gate. */
const withoutStrategy = (lease: JsonObject): JsonObject =>
  change(lease, "spec", (own) => set(set(own, "strategy", undefined), "preferredHolder", undefined));

const withNamesOfSecrets = (account: JsonObject): JsonObject =>
  changeEach(account, "secrets", ({ name }) => (name === undefined ? {} : { name }));

/** The most that may be unavailable of a stateful set is behind a gate. */
const withoutMaxUnavailable = (statefulSet: JsonObject): JsonObject =>
  change(statefulSet, "spec", (own) =>
    change(own, "updateStrategy", (strategy) =>
      change(strategy, "rollingUpdate", (rolling) => set(rolling, "maxUnavailable", undefined)),
    ),
  );

export const strategyRows: { readonly [R in ResourceName]?: StrategyRow } = {
  pods: { desired: spec, status: createdPodStatus, create: mergeLabelKeys },
  nodes: {
    status: "keep",
    create: (node) => withoutConfigSource(change(node, "status", (status) => set(status, "config", undefined))),
    update: withoutConfigSource,
  },
  namespaces: {
    status: () => ({ phase: "Active" }),
    create: (namespace) => {
      const own = objectOf(namespace["spec"]);
      const finalizers = listOf(own["finalizers"]);
      if (finalizers.includes("kubernetes")) return namespace;
      return set(namespace, "spec", { ...own, finalizers: [...finalizers, "kubernetes"] });
    },
    // Finalizers of the spec are changed by the finalize subresource alone.
    update: (namespace, old) => fill(set(namespace, "spec", old["spec"]), {}),
  },
  services: { create: normaliseClusterIps, update: keepAllocated },
  secrets: { update: (secret, old) => (secret["type"] ? secret : set(secret, "type", old["type"])) },
  serviceaccounts: { create: withNamesOfSecrets, update: withNamesOfSecrets },
  persistentvolumeclaims: { create: (claim) => keepSourcesAlike(claim), update: keepSourcesAlike },
  persistentvolumes: {
    status: (_, { wallMs }) => ({ phase: "Pending", lastPhaseTransitionTime: formatTime(wallMs) }),
  },
  replicationcontrollers: bySpec,
  deployments: { desired: (d) => [d["spec"], objectOf(d["metadata"])["annotations"]] },
  replicasets: bySpec,
  daemonsets: { desired: spec, create: startTemplateGeneration, update: bumpTemplateGeneration },
  statefulsets: { desired: spec, create: withoutMaxUnavailable, update: withoutMaxUnavailable },
  jobs: { desired: spec, create: generateSelector },
  cronjobs: bySpec,
  ingresses: bySpec,
  ingressclasses: bySpec,
  networkpolicies: bySpec,
  poddisruptionbudgets: bySpec,
  endpointslices: {
    desired: (slice) => [
      slice["endpoints"],
      slice["ports"],
      slice["addressType"],
      objectOf(slice["metadata"])["labels"],
    ],
  },
  leases: { create: withoutStrategy, update: withoutStrategy },
  // Set once and never counted on, as nothing but metadata may change.
  priorityclasses: { desired: () => [] },
};
