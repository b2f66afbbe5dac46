import { useCallback, useEffect, useRef, type RefObject } from "react";
import { useReactFlow, type OnMove } from "@xyflow/react";
import type { BoxSize } from "../common/use-box-size.ts";

const FAR_BELOW = 0.7;

/** A drawing moved by less than this was only pressed. */
const MOVED = 3;

export interface FittedViewport {
  readonly onMove: OnMove;
}

/** Follows the pane as it grows and shrinks, until the learner moves the drawing by hand. */
export function useFittedViewport(root: RefObject<HTMLElement | null>, zoom: number, size: BoxSize): FittedViewport {
  const flow = useReactFlow();
  const isHeld = useRef(false);
  const pane = useRef("");
  const { width, height } = size;
  useEffect(() => {
    // A pane of another size is fitted anew, held or not.
    if (pane.current !== `${width}x${height}`) isHeld.current = false;
    pane.current = `${width}x${height}`;
    if (isHeld.current) return;
    void flow.setViewport({ x: 0, y: 0, zoom });
    markZoom(root.current, zoom);
  }, [flow, zoom, width, height, root]);
  useEffect(() => {
    // React Flow calls its pane an application, which takes the reading keys away from screen readers.
    root.current?.querySelector(".react-flow")?.setAttribute("role", "group");
  }, [root]);
  // An attribute, not state: moving the drawing must not render it.
  const onMove = useCallback<OnMove>(
    (event, viewport) => {
      const isMoved = Math.abs(viewport.x) > MOVED || Math.abs(viewport.y) > MOVED || viewport.zoom !== zoom;
      if (event !== null && isMoved) isHeld.current = true;
      markZoom(root.current, viewport.zoom);
    },
    [root, zoom],
  );
  return { onMove };
}

function markZoom(root: HTMLElement | null, zoom: number): void {
  const level = zoom < FAR_BELOW ? "far" : "near";
  if (root !== null && root.dataset["zoom"] !== level) root.dataset["zoom"] = level;
}
