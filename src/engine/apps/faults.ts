// What people do to applications by hand: hang one, end one, make it hold or leak memory, let it answer with an error for a while.
import type { Pod } from "#api/core-pod";
import type { Json, JsonObject } from "#api/meta";
import { sortedByKey } from "../apiserver/store.ts";
import type { Component, Sim } from "../sim.ts";
import type { Applications } from "./applications.ts";
import { isAlive, MEBIBYTE } from "./process.ts";

/**
 * `{pod: "namespace/name", container?, ...}`: acts on the running containers, all of them if none is named. `{deployment: "namespace/name"}`
 * instead of a pod: on the pod of it that is first by name. Answers how many.
 */
export const faultCommands = (sim: Sim, apps: Applications): NonNullable<Component["commands"]> => {
  const each = (data: JsonObject, act: (id: string) => void): Json => {
    const pod = typeof data["deployment"] === "string" ? firstPodOf(sim, data["deployment"]) : podAt(sim, data["pod"]);
    let count = 0;
    for (const id of apps.idsOfPod(pod?.metadata.uid ?? "")) {
      const row = apps.get(id);
      if (!row || !isAlive(row) || (data["container"] !== undefined && row.container !== data["container"])) continue;
      act(id);
      count++;
    }
    return count;
  };
  return {
    hang: (data) => each(data, (id) => apps.hang(id)),
    exit: (data) => {
      const code = Number(data["code"] ?? 1);
      return each(data, (id) => apps.kill(id, { code, reason: code === 0 ? "Completed" : "Error" }));
    },
    trouble: (data) =>
      each(data, (id) => apps.trouble(id, Number(data["status"] ?? 503), Number(data["forMs"] ?? 60_000))),
    leak: (data) => each(data, (id) => apps.hold(id, 0, Number(data["memoryMiPerSecond"] ?? 0) * MEBIBYTE)),
    hold: (data) => each(data, (id) => apps.hold(id, Number(data["memoryMi"] ?? 0) * MEBIBYTE)),
  };
};

const podAt = (sim: Sim, key: Json | undefined): Pod | undefined =>
  typeof key === "string" ? sim.store.get("pods", key) : undefined;

/** Of the pods that run and are not going, the first by name. */
export const firstPodOf = (sim: Sim, key: string): Pod | undefined => {
  const deployment = sim.store.get("deployments", key);
  const sets = [...sim.store.controlledBy("replicasets", deployment?.metadata.uid ?? "")];
  const pods = sets.flatMap((set) => [...sim.store.controlledBy("pods", set.metadata.uid ?? "")]);
  return sortedByKey(pods).find((p) => p.status?.phase === "Running" && !p.metadata.deletionTimestamp);
};
