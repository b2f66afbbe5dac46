// Models plugins/imagelocality/image_locality.go (v1.36).
// Simplified: no image volumes.
import type { NodeInfo } from "../../cache/node-info.ts";
import type { Plugin } from "../../plugin.ts";
import { MAX_NODE_SCORE } from "../../plugin.ts";

const MI = 1024 * 1024;
const MIN_THRESHOLD = 23 * MI;
const MAX_CONTAINER_THRESHOLD = 1000 * MI;

interface State {
  readonly images: readonly string[];
  readonly totalNodes: number;
}

export const imageLocality: Plugin<unknown, State> = {
  name: "ImageLocality",
  isLocal: true,
  weight: 1,
  preScore: (pod, _nodes, { cache }) => ({
    images: pod.signature.images.map(normalizedName),
    totalNodes: cache.nodes().length,
  }),
  score: (state, _pod, node) => (node.images.size === 0 ? 0 : priority(sumOfImages(state, node), state.images.length)),
};

/** An image that few nodes hold counts less, so that not all pods run to the one node that has it. */
const sumOfImages = ({ images, totalNodes }: State, node: NodeInfo): number => {
  let sum = 0;
  for (const image of images) {
    const state = node.images.get(image);
    if (state) sum += Math.trunc(state.sizeBytes * (state.nodes.size / totalNodes));
  }
  return sum;
};

const priority = (sum: number, containers: number): number => {
  const max = MAX_CONTAINER_THRESHOLD * containers;
  const clamped = Math.min(Math.max(sum, MIN_THRESHOLD), max);
  return Math.trunc((MAX_NODE_SCORE * (clamped - MIN_THRESHOLD)) / (max - MIN_THRESHOLD));
};

const normalizedName = (name: string): string =>
  name.lastIndexOf(":") <= name.lastIndexOf("/") ? `${name}:latest` : name;
