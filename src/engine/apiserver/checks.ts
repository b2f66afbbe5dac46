// What only the requests of people need: strict decoding, patches, validation, warnings, evictions. It is large, and a cluster goes on without it for
// as long as nobody writes, so whoever lets people write installs it first (the door #engine/checks). It is constant, the same for every
// cluster, and no part of its state; a request that comes without it throws: nothing is ever let through unchecked.
import type { Pod } from "#api/core-pod";
import type { JsonObject, KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import type { Result } from "#api/result";
import type { lastWords } from "../apps/last-words.ts";
import type { goOnWith, programFor } from "../apps/script/in-container.ts";
import type { followBudget, syncBudget } from "../controllers/disruption/budget-sync.ts";
import type { judgeJob } from "../controllers/job/policies.ts";
import type { autoscale } from "../controllers/podautoscaler/autoscale.ts";
import type { templateSum } from "../controllers/template-sum.ts";
import type { isStaleClaim, settleClaims } from "../controllers/statefulset/claim-owners.ts";
import type { namespaceConditions } from "../controllers/namespace/conditions.ts";
import type { Applied } from "../delivery/apply.ts";
import type {
  actuateResize,
  countedPod,
  grantResize,
  resizedStatus,
  retryResizes,
  withResources,
} from "../kubelet/resize.ts";
import type { nameFile } from "../kubelet/name-files.ts";
import type { queryDns } from "../network/dns-query.ts";
import type { Sim } from "../sim.ts";
import type { chargedStatus, EvictionVerdict } from "./eviction.ts";
import type { PatchRequest } from "./patch-request.ts";
import type { Store } from "./store.ts";
import type { FieldRefusal } from "./strategy.ts";
import type { FieldValidation } from "./strict/field-validation.ts";

export interface Checks {
  readonly checkBody: (object: object, mode: FieldValidation | undefined) => Result<readonly string[]>;
  readonly checkPatched: (
    object: object,
    patch: PatchRequest,
    mode: FieldValidation | undefined,
    old: object,
  ) => Result<readonly string[]>;
  readonly applyPatch: (old: KubeObject, patch: PatchRequest) => Result<KubeObject>;
  readonly canonicalObject: (object: JsonObject) => JsonObject;
  readonly validateCreate: (resource: ResourceName, object: KubeObject) => FieldRefusal | undefined;
  readonly validateUpdate: (resource: ResourceName, object: KubeObject, old: KubeObject) => FieldRefusal | undefined;
  readonly warningsOf: (resource: ResourceName, object: KubeObject, old?: KubeObject) => readonly string[];
  readonly judgeEviction: (store: Store, pod: Pod) => EvictionVerdict;
  readonly chargedStatus: typeof chargedStatus;
  /** What a Job's policies make of its pods. */
  readonly judgeJob: typeof judgeJob;
  readonly lastWords: typeof lastWords;
  /** Programs of the tools that an image names. */
  readonly programFor: typeof programFor;
  readonly goOnWith: typeof goOnWith;
  readonly followBudget: typeof followBudget;
  readonly syncBudget: typeof syncBudget;
  readonly autoscale: typeof autoscale;
  readonly settleClaims: typeof settleClaims;
  readonly isStaleClaim: typeof isStaleClaim;
  readonly namespaceConditions: typeof namespaceConditions;
  /** A resize in place, at the kubelet, and as the scheduler counts it. */
  readonly withResources: typeof withResources;
  readonly grantResize: typeof grantResize;
  readonly actuateResize: typeof actuateResize;
  readonly retryResizes: typeof retryResizes;
  readonly resizedStatus: typeof resizedStatus;
  readonly countedPod: typeof countedPod;
  readonly queryDns: typeof queryDns;
  readonly nameFile: typeof nameFile;
  readonly templateSum: typeof templateSum;
  /** A pipeline's `kubectl apply` on the master. */
  readonly applyManifest: (sim: Sim, manifest: string) => readonly Applied[];
}

let installed: Checks | undefined;

export const useChecks = (checks: Checks): void => {
  installed = checks;
};

export const checks = (): Checks => {
  if (!installed) throw new Error("Somebody writes to a cluster before the checks of requests are installed.");
  return installed;
};
