// What exists before anybody acts: the scenario's objects, as if `kubectl apply` had made them.
import { canonicalJson } from "#api/json";
import type { JsonObject, KubeObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import type { ComponentFactory, Sim } from "./sim.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export const createBootstrap: ComponentFactory = (sim) => ({
  name: "bootstrap",
  start: () => {
    for (const object of sim.scenario.objects ?? []) apply(sim, object);
  },
});

/** Creates an object with the annotation that apply compares with later. A scenario with a wrong object is a programmer's mistake. */
const apply = (sim: Sim, object: JsonObject): void => {
  const given = object as unknown as KubeObject;
  const info = resourceOf(given.apiVersion, given.kind);
  if (!info) throw new Error(`scenario ${sim.scenario.name}: no kind ${given.kind} in ${given.apiVersion}`);
  const namespace = info.namespaced ? { namespace: given.metadata.namespace ?? "default" } : {};
  const bare = { ...given, metadata: { annotations: {}, ...given.metadata, ...namespace } };
  const annotations = { ...given.metadata.annotations, [LAST_APPLIED]: `${canonicalJson(bare)}\n` };
  const created = sim.api.create(info.plural, { ...bare, metadata: { ...bare.metadata, annotations } });
  if (!created.ok) throw new Error(`scenario ${sim.scenario.name}: ${created.status.message}`);
};
