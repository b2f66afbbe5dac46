// Models imageStates of pkg/scheduler/backend/cache/cache.go (v1.36): which nodes hold an image. Its size is what the first node said.
import type { Node } from "#api/core-node";

export interface ImageState {
  readonly sizeBytes: number;
  readonly nodes: Set<string>;
}

export class ImageStates {
  readonly #states = new Map<string, ImageState>();

  /** What the node holds, by every name of every image. */
  add(node: Node): Map<string, ImageState> {
    const held = new Map<string, ImageState>();
    for (const image of node.status?.images ?? []) {
      for (const name of image.names ?? []) {
        const state = this.#states.get(name) ?? { sizeBytes: image.sizeBytes ?? 0, nodes: new Set<string>() };
        this.#states.set(name, state);
        state.nodes.add(node.metadata.name);
        held.set(name, state);
      }
    }
    return held;
  }
  remove(node: Node): void {
    for (const name of (node.status?.images ?? []).flatMap((i) => i.names ?? [])) {
      const state = this.#states.get(name);
      state?.nodes.delete(node.metadata.name);
      if (state?.nodes.size === 0) this.#states.delete(name);
    }
  }
}
