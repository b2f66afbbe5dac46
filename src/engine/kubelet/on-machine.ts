// What the runtime of one machine has, for whoever looks into it without the API server: crictl, df, and the like.
import type { Sim } from "../sim.ts";
import type { NodeImage, PodRow } from "./rows.ts";

export interface OnMachine {
  /** By uid. */
  readonly pods: ReadonlyMap<string, PodRow>;
  readonly images: readonly NodeImage[];
}

export const onMachine = (sim: Sim, node: string): OnMachine => {
  const rows = [...sim.table<PodRow>("kubelet/pods").values()].filter((row) => row.node === node);
  const images = sim.table<{ readonly [canonical: string]: NodeImage }>("node/images").get(node) ?? {};
  return { pods: new Map(rows.map((row) => [row.uid, row])), images: Object.values(images) };
};
