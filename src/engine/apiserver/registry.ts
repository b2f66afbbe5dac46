// The table of resources as the API server serves them: a resource's row joins its defaulting, strategy and validation.
import { deepEqual } from "#api/json";
import type { KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import type { Strategy } from "./strategy.ts";

type Spec = KubeObject & { readonly spec?: unknown };

const plain: Strategy = {
  default: (o) => o,
  prepareForCreate: (o) => ((o as Spec).spec === undefined ? o : { ...o, metadata: { ...o.metadata, generation: 1 } }),
  prepareForUpdate: (o, old) =>
    deepEqual((o as Spec).spec, (old as Spec).spec)
      ? o
      : { ...o, metadata: { ...o.metadata, generation: (old.metadata.generation ?? 0) + 1 } },
  validate: () => undefined,
  validateUpdate: () => undefined,
  warnings: () => [],
  generationChanged: (o, old) =>
    (o as Spec).spec !== (old as Spec).spec && !deepEqual((o as Spec).spec, (old as Spec).spec),
};

const rows: { readonly [R in ResourceName]?: Strategy } = {};

export const strategyOf = (resource: ResourceName): Strategy => rows[resource] ?? plain;
