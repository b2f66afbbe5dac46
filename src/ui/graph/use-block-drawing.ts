import { useEffect, type RefObject } from "react";
import type { Box } from "#app/graph/geometry";

export interface Block {
  readonly box: Box;
  readonly failing: number;
  readonly waiting: number;
}

export function useBlockDrawing(ref: RefObject<HTMLCanvasElement | null>, blocks: readonly Block[]): void {
  useEffect(() => {
    const context = ref.current?.getContext("2d");
    if (ref.current === null || context === null || context === undefined) return;
    const style = getComputedStyle(ref.current);
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.clearRect(0, 0, ref.current.width, ref.current.height);
    context.font = "600 11px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const block of blocks) drawBlock(context, block, style);
  }, [ref, blocks]);
}

function drawBlock(context: CanvasRenderingContext2D, block: Block, style: CSSStyleDeclaration): void {
  const { x, y, width, height } = block.box;
  const count = block.failing > 0 ? block.failing : block.waiting;
  context.beginPath();
  context.roundRect(x, y, width, height, [2, 9, 9, 2]);
  context.setLineDash(block.failing === 0 && count > 0 ? [3, 2] : []);
  context.lineWidth = count > 0 ? 1.5 : 1;
  const ink = block.failing > 0 ? style.columnRuleColor : count > 0 ? style.caretColor : style.color;
  context.strokeStyle = ink;
  context.fillStyle = block.failing > 0 ? ink : "transparent";
  context.fill();
  context.stroke();
  if (count === 0) return;
  context.fillStyle = block.failing > 0 ? style.textDecorationColor : ink;
  context.fillText(String(count), x + width / 2, y + height / 2);
}
