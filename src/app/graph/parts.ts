// A crowd is drawn in several frames: when, the clock of the page and the drawing must agree on.
import type { ClusterView } from "../view-models/graph.ts";

/** About so many pods can look different in one frame without anybody waiting for it. */
const MOST_AT_ONCE = 80;

/** The frames that follow the one in which a crowd was laid out: what stands around the bays, and then the bays, a third in each. */
export const FRAMES_OF_A_CROWD = 4;

export const isCrowd = ({ bays }: Pick<ClusterView, "bays">): boolean =>
  bays.reduce((sum, bay) => sum + bay.pods.length, 0) > MOST_AT_ONCE;
