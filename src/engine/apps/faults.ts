// What people do to applications by hand: hang one, end one, make it hold memory.
import type { Json, JsonObject } from "#api/meta";
import type { Component, Sim } from "../sim.ts";
import type { Applications } from "./applications.ts";
import { isAlive, MEBIBYTE } from "./process.ts";

/** `{pod: "namespace/name", container?, ...}`: acts on the running containers, all of them if none is named. Answers how many. */
export const faultCommands = (sim: Sim, apps: Applications): NonNullable<Component["commands"]> => {
  const each = (data: JsonObject, act: (id: string) => void): Json => {
    const pod = sim.store.get("pods", typeof data["pod"] === "string" ? data["pod"] : "");
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
    hold: (data) => each(data, (id) => apps.hold(id, Number(data["memoryMi"] ?? 0) * MEBIBYTE)),
  };
};
