import { useLayoutEffect, useMemo, useRef } from "react";
import { layoutGraph, leastWidth, type GraphLayout } from "#app/graph/layout";
import { sameStructure } from "#app/graph/same-structure";
import type { GraphShape } from "#app/graph/metrics";
import type { ClusterView } from "#app/view-models";
import type { BoxSize } from "../common/use-box-size.ts";

export interface FittedLayout {
  readonly layout: GraphLayout;
  /** The zoom at which the drawing fills its pane. */
  readonly zoom: number;
}

export interface LayoutSwitches {
  readonly shape: GraphShape;
  readonly size: BoxSize;
  readonly isControlPlaneOpen: boolean;
  readonly isUnfolded: boolean;
}

const LEAST_ZOOM = 0.35;
const MOST_ZOOM = 1.4;

/** Layout for the pane as it is; carries the memory of slots from view to view. */
export function useGraphLayout(view: ClusterView, switches: LayoutSwitches): FittedLayout {
  const past = useRef<Past | null>(null);
  const { shape, isControlPlaneOpen, isUnfolded } = switches;
  const { width, height } = switches.size;
  const fitted = useMemo(
    // The past only keeps things where they were: drawn twice, it gives the same.
    // oxlint-disable-next-line react/refs
    () => fit(view, { shape, isControlPlaneOpen, isUnfolded, size: { width, height } }, past.current),
    [view, shape, isControlPlaneOpen, isUnfolded, width, height],
  );
  useLayoutEffect(() => {
    past.current = { fitted, view, shape, isControlPlaneOpen, isUnfolded, size: { width, height } };
  }, [fitted, view, shape, isControlPlaneOpen, isUnfolded, width, height]);
  return fitted;
}

interface Past extends LayoutSwitches {
  readonly fitted: FittedLayout;
  readonly view: ClusterView;
}

function fit(view: ClusterView, switches: LayoutSwitches, past: Past | null): FittedLayout {
  if (past !== null && isSettled(view, switches, past)) return past.fitted;
  const { size, ...rest } = switches;
  const previous = past?.shape === rest.shape ? past.fitted.layout : null;
  const guess = past?.fitted.zoom ?? 1;
  const layout = layoutGraph(view, { ...rest, previous, width: size.width / guess });
  const zoom = zoomFor(layout, size);
  if (Math.abs(zoom - guess) < 0.005) return { layout, zoom: guess };
  return { layout: layoutGraph(view, { ...rest, previous: layout, width: size.width / zoom }), zoom };
}

/** Everything stands where it stood: most views only change levels and words. */
function isSettled(view: ClusterView, switches: LayoutSwitches, past: Past): boolean {
  const { size } = switches;
  return (
    past.shape === switches.shape &&
    past.isControlPlaneOpen === switches.isControlPlaneOpen &&
    past.isUnfolded === switches.isUnfolded &&
    past.size.width === size.width &&
    past.size.height === size.height &&
    // With nodes folded away, which are shown depends on their trouble.
    past.fitted.layout.fold === null &&
    sameStructure(past.view, view)
  );
}

function zoomFor(layout: GraphLayout, size: BoxSize): number {
  if (size.width === 0) return 1;
  const byWidth = size.width / leastWidth(layout.shape);
  if (layout.shape === "tall") return Math.min(1.6, Math.max(0.7, byWidth));
  const zoom = Math.min(byWidth, size.height / layout.height);
  const most = layout.shape === "stage" ? 4 : MOST_ZOOM;
  return Math.round(Math.min(most, Math.max(LEAST_ZOOM, zoom)) * 1000) / 1000;
}
