import { useRef, type ReactNode } from "react";
import { PODS_PER_BLOCK } from "#app/graph/metrics";
import type { Box } from "#app/graph/geometry";
import type { NodeView, PodView } from "#app/view-models/graph";
import { useText } from "../common/use-text.tsx";
import { hullLook } from "./marks.ts";
import { useBlockDrawing, type Block } from "./use-block-drawing.ts";
import css from "./node-bay.module.css";

export interface BlockCanvasProps {
  readonly node: NodeView;
  readonly blocks: readonly Box[];
}

/** Of thousands of pods: one hull for twenty-five, with the count of those in trouble. */
export function BlockCanvas({ node, blocks }: BlockCanvasProps): ReactNode {
  const ref = useRef<HTMLCanvasElement>(null);
  const text = useText();
  const counted = blocks.map((box, index): Block =>
    countBlock(box, node.pods.slice(index * PODS_PER_BLOCK, (index + 1) * PODS_PER_BLOCK)),
  );
  const width = Math.max(0, ...blocks.map((box) => box.x + box.width)) + 2;
  const height = Math.max(0, ...blocks.map((box) => box.y + box.height)) + 2;
  useBlockDrawing(ref, counted);
  const troubled = counted.reduce((sum, block) => sum + block.failing + block.waiting, 0);
  return (
    <canvas
      ref={ref}
      className={css["blocks"]}
      width={width * 2}
      height={height * 2}
      style={{ width, height, left: 0, top: 0 }}
      role="img"
      aria-label={`${node.pods.length}, ${text.graph.troubled(troubled)}`}
    />
  );
}

function countBlock(box: Box, pods: readonly PodView[]): Block {
  let failing = 0;
  let waiting = 0;
  for (const pod of pods) {
    const look = hullLook(pod);
    if (look === "fail" || look === "gone" || look === "lost") failing += 1;
    else if (look === "wait" || look === "queued" || pod.mark === "notready") waiting += 1;
  }
  return { box, failing, waiting };
}
