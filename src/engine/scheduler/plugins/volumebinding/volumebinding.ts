// Models plugins/volumebinding/volume_binding.go (v1.36). What it does in PreBind is in volume-waits.ts.
import { claimKeysOf } from "../../../controllers/persistentvolume/match.ts";
import type { Plugin } from "../../plugin.ts";
import { SKIP, unresolvable } from "../../plugin.ts";
import { claimsOf, type PodClaims, type StorageLister, volumesOn } from "./claims.ts";

interface State extends PodClaims {
  readonly storage: StorageLister;
}

export const volumeBinding: Plugin<State> = {
  name: "VolumeBinding",
  preFilter: ({ pod }, { listers }) => {
    if (claimKeysOf(pod).length === 0) return SKIP;
    const claims = claimsOf(pod, listers.storage);
    return typeof claims === "string" ? unresolvable(claims) : { state: { ...claims, storage: listers.storage } };
  },
  filter: (state, _pod, node) => {
    const volumes = volumesOn(state, { name: node.name, labels: node.labels }, state.storage);
    return "found" in volumes ? undefined : unresolvable(...volumes);
  },
  events: ["PersistentVolumeClaim/Change", "Storage/Change", "Node/Add", "Node/UpdateLabel"],
  isSchedulableAfter: ({ pod }, event) =>
    !("claim" in event) || (event.claim !== undefined && claimKeysOf(pod).includes(event.claim)),
};
