// Models the chain of staging/src/k8s.io/apiserver/pkg/admission (v1.36), default plugins, in the real order: those that change the
// object first, those that only judge it after.
import type { KubeObject, Status } from "#api/meta";
import type { ResourceInfo } from "#api/discovered";
import type { Rng } from "../../clock/rng.ts";
import type { Store } from "../store.ts";
import { limitRanger } from "./limit-ranger.ts";
import { admitPod } from "./pod.ts";
import { namespaceLifecycle } from "./namespace-lifecycle.ts";
import { admitStorage } from "./storage.ts";
import { systemPriorityClass } from "./system-priority-class.ts";

export interface AdmissionRequest {
  readonly info: ResourceInfo;
  readonly operation: "CREATE" | "UPDATE" | "DELETE";
  readonly object: KubeObject;
  readonly old?: KubeObject;
  readonly store: Store;
  readonly rng: Rng;
}

/** The object as it goes on, or the refusal. */
export type Admission = (request: AdmissionRequest) => KubeObject | Status;

const chain: readonly Admission[] = [namespaceLifecycle, systemPriorityClass, limitRanger, admitPod, admitStorage];

export const isRefusal = (x: KubeObject | Status): x is Status => x.kind === "Status" && "code" in x;

export const admit: Admission = (request) => {
  let object = request.object;
  for (const admission of chain) {
    const answer = admission({ ...request, object });
    if (isRefusal(answer)) return answer;
    object = answer;
  }
  return object;
};
