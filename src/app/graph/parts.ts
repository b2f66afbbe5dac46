// A crowd is drawn in several frames: how many, the clock of the page and the drawing must agree on.
import type { ClusterView } from "../view-models/graph.ts";

/** About so many pods can look different in one frame without anybody waiting for it. */
const PODS_A_PART = 80;
export const MOST_PARTS = 3;

/** In how many frames the bays of this view are drawn while time passes, the rest of it in the first of them. */
export const partsOf = ({ bays }: Pick<ClusterView, "bays">): number => {
  const pods = bays.reduce((sum, bay) => sum + bay.pods.length, 0);
  return Math.min(MOST_PARTS, Math.max(1, Math.ceil(pods / PODS_A_PART)));
};
