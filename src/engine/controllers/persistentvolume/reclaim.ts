// Models reclaimVolume of pv_controller.go and the deleter of pkg/volume/hostpath (v1.36): what becomes of a volume whose claim is gone.
import type { PersistentVolume } from "#api/core-volume";
import type { EventRecorder } from "../../events/recorder.ts";
import type { Sim } from "../../sim.ts";

export const reclaim = (sim: Sim, events: EventRecorder, volume: PersistentVolume): void => {
  const { metadata, spec } = volume;
  // A driver's volumes are deleted by its own provisioner, and there is none.
  if (spec.persistentVolumeReclaimPolicy !== "Delete" || spec.csi) return;
  const path = spec.hostPath?.path;
  if (path?.startsWith("/tmp/")) {
    sim.api.delete("persistentvolumes", metadata.name);
    return;
  }
  const message =
    path === undefined
      ? `error getting deleter volume plugin for volume "${metadata.name}": no deletable volume plugin matched`
      : `host_path deleter only supports /tmp/.+ but received provided ${path}`;
  const lastPhaseTransitionTime = sim.timestamp();
  sim.api.writeStatus("persistentvolumes", metadata.name, { phase: "Failed", message, lastPhaseTransitionTime });
  events.record(volume, { type: "Warning", reason: "VolumeFailedDelete", message });
};
