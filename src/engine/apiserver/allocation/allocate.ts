// Models the allocators behind the registries (v1.36): values of a valid object that only the API server can give, because no two
// objects may have the same. The last thing before an object is stored; one row a resource.
import type { KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import type { Rng } from "../../clock/rng.ts";
import type { Store } from "../store.ts";
import type { FieldRefusal } from "../strategy.ts";
import { pendingClaim } from "./claim.ts";
import { labelJob } from "./job.ts";
import { allocateService, indexServices } from "./service.ts";

export interface AllocationContext {
  readonly store: Store;
  readonly rng: Rng;
  /** Nothing is given out, and no range is looked at. */
  readonly dryRun?: boolean | undefined;
}

type Allocator = (object: KubeObject, context: AllocationContext) => KubeObject | FieldRefusal;

const rows: { readonly [R in ResourceName]?: Allocator } = {
  services: allocateService,
  jobs: labelJob,
  persistentvolumeclaims: pendingClaim,
};

export const allocate = (
  resource: ResourceName,
  object: KubeObject,
  context: AllocationContext,
): KubeObject | FieldRefusal => rows[resource]?.(object, context) ?? object;

/** The indexes that tell what is taken. Once, for a new store. */
export const indexAllocations = (store: Store): void => indexServices(store);
