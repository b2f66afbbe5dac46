// Models kubectl/pkg/polymorphichelpers/rollout_status.go (v1.36): how far a rollout is.
import type { JsonObject } from "#api/meta";
import { list, nameOf, num, text } from "../../object.ts";
import { revisionOf } from "../../revisions.ts";

export interface RolloutStatus {
  readonly message: string;
  readonly done: boolean;
  /** Why it will never be done, or "". */
  readonly error: string;
}

const waiting = (message: string): RolloutStatus => ({ message: `${message}\n`, done: false, error: "" });
const done = (message: string): RolloutStatus => ({ message: `${message}\n`, done: true, error: "" });

const isObserved = (object: JsonObject): boolean =>
  num(object, "metadata", "generation") <= num(object, "status", "observedGeneration");

const failed = (error: string): RolloutStatus => ({ message: "", done: false, error });

const deploymentStatus = (object: JsonObject, revision: number): RolloutStatus => {
  const name = nameOf(object);
  if (revision > 0) {
    const running = revisionOf(object);
    if (running !== revision) {
      return failed(`desired revision (${revision}) is different from the running revision (${running})`);
    }
  }
  if (!isObserved(object)) return waiting("Waiting for deployment spec update to be observed...");
  const progressing = list(object, "status", "conditions").find((item) => text(item, "type") === "Progressing");
  if (text(progressing, "reason") === "ProgressDeadlineExceeded") {
    return failed(`deployment "${name}" exceeded its progress deadline`);
  }
  const wanted = num(object, "spec", "replicas");
  const count = (field: string): number => num(object, "status", field);
  const [updated, all, available] = [count("updatedReplicas"), count("replicas"), count("availableReplicas")];
  const head = `Waiting for deployment "${name}" rollout to finish:`;
  if (updated < wanted) return waiting(`${head} ${updated} out of ${wanted} new replicas have been updated...`);
  if (all > updated) return waiting(`${head} ${all - updated} old replicas are pending termination...`);
  if (available < updated) return waiting(`${head} ${available} of ${updated} updated replicas are available...`);
  return done(`deployment "${name}" successfully rolled out`);
};

const ONLY_ROLLING: RolloutStatus = {
  message: "",
  done: true,
  error: "rollout status is only available for RollingUpdate strategy type",
};

const isRolling = (object: JsonObject): boolean => text(object, "spec", "updateStrategy", "type") === "RollingUpdate";

const daemonSetStatus = (object: JsonObject): RolloutStatus => {
  if (!isRolling(object)) return ONLY_ROLLING;
  if (!isObserved(object)) return waiting("Waiting for daemon set spec update to be observed...");
  const count = (field: string): number => num(object, "status", field);
  const [wanted, updated, available] = [
    count("desiredNumberScheduled"),
    count("updatedNumberScheduled"),
    count("numberAvailable"),
  ];
  const head = `Waiting for daemon set "${nameOf(object)}" rollout to finish:`;
  if (updated < wanted) return waiting(`${head} ${updated} out of ${wanted} new pods have been updated...`);
  if (available < wanted) return waiting(`${head} ${available} of ${wanted} updated pods are available...`);
  return done(`daemon set "${nameOf(object)}" successfully rolled out`);
};

const statefulSetStatus = (object: JsonObject): RolloutStatus => {
  if (!isRolling(object)) return ONLY_ROLLING;
  const isSeen = num(object, "status", "observedGeneration") !== 0 && isObserved(object);
  if (!isSeen) return waiting("Waiting for statefulset spec update to be observed...");
  const replicas = num(object, "spec", "replicas");
  const ready = num(object, "status", "readyReplicas");
  if (ready < replicas) return waiting(`Waiting for ${replicas - ready} pods to be ready...`);
  const rolling = object["spec"] as JsonObject;
  const updated = num(object, "status", "updatedReplicas");
  if (num(rolling, "updateStrategy", "rollingUpdate", "partition") >= 0 && hasPartition(object)) {
    const wanted = replicas - num(rolling, "updateStrategy", "rollingUpdate", "partition");
    if (updated < wanted) {
      return waiting(
        `Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have been updated...`,
      );
    }
    return done(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  const [next, current] = [text(object, "status", "updateRevision"), text(object, "status", "currentRevision")];
  if (next !== current) {
    return waiting(`waiting for statefulset rolling update to complete ${updated} pods at revision ${next}...`);
  }
  return done(
    `statefulset rolling update complete ${num(object, "status", "currentReplicas")} pods at revision ${current}...`,
  );
};

const hasPartition = (object: JsonObject): boolean => {
  const strategy = (object["spec"] as JsonObject)["updateStrategy"] as JsonObject | undefined;
  return ((strategy?.["rollingUpdate"] ?? {}) as JsonObject)["partition"] !== undefined;
};

const VIEWERS: { readonly [kind: string]: (object: JsonObject, revision: number) => RolloutStatus } = {
  Deployment: deploymentStatus,
  DaemonSet: daemonSetStatus,
  StatefulSet: statefulSetStatus,
};

/** The status of an object's rollout; undefined for kinds that have none. */
export const rolloutStatus = (object: JsonObject, revision: number): RolloutStatus | undefined =>
  VIEWERS[text(object, "kind")]?.(object, revision);
