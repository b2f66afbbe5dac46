import { useRef, type CSSProperties, type ReactNode } from "react";
import { useStore } from "@xyflow/react";
import type { Box } from "#app/graph/geometry";
import { useBoxSize, type BoxSize } from "../common/use-box-size.ts";
import { useGraph } from "./graph-store.ts";

export interface PopoverPlaceProps {
  readonly subjectId: string;
  readonly size: BoxSize;
  readonly children: ReactNode;
}

const GAP = 18;
const INSET = 6;
const WIDTH = 266;
/** Narrower than this it goes to the other side, over the way in. */
const LEAST_WIDTH = 206;

/** Beside its subject: right of it where there is room, else left; never outside of the pane. */
export function PopoverPlace({ subjectId, size, children }: PopoverPlaceProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const own = useBoxSize(ref, { width: 266, height: 280 });
  const box = useGraph((state) => state.layout.pods.get(subjectId)?.box ?? state.layout.boxes.get(subjectId) ?? null);
  const [x, y, zoom] = useStore((state) => state.transform);
  const at =
    box === null
      ? null
      : place(
          { x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom },
          own,
          size,
        );
  return (
    <div
      ref={ref}
      // The wheel scrolls the answer, not the drawing behind it.
      className="nowheel"
      style={at?.style ?? { position: "absolute", right: INSET, top: INSET, width: WIDTH, zIndex: 20 }}
      data-side={at?.side ?? "none"}
    >
      {children}
    </div>
  );
}

function place(box: Box, own: BoxSize, pane: BoxSize): { readonly side: string; readonly style: CSSProperties } {
  const isWide = box.width > 300;
  const rightX = isWide ? box.x + 130 : box.x + box.width + GAP;
  const room = pane.width - INSET - rightX;
  const leftX = box.x - GAP - WIDTH;
  const side = room >= LEAST_WIDTH ? "right" : leftX >= INSET ? "left" : "none";
  const width = side === "right" ? Math.min(WIDTH, room) : WIDTH;
  const left = side === "right" ? rightX : side === "left" ? leftX : Math.max(INSET, pane.width - WIDTH - INSET);
  const middle = box.y + box.height / 2;
  const top = Math.max(INSET, Math.min(middle - own.height * 0.5, pane.height - own.height - INSET));
  const style = {
    position: "absolute",
    left,
    top,
    width,
    zIndex: 20,
    "--nib": `${middle - top - 6}px`,
    "--pane-height": `${pane.height}px`,
  } as CSSProperties;
  return { side, style };
}
