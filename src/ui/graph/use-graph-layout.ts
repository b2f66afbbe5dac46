import { useLayoutEffect, useMemo, useRef } from "react";
import { isSameFold, layoutGraph, leastWidth, type GraphLayout } from "#app/graph/layout";
import { sameStructure } from "#app/graph/same-structure";
import type { GraphShape } from "#app/graph/metrics";
import type { ClusterView } from "#app/view-models/graph";
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
/** Halvings of the way from the farthest to the nearest zoom. */
const TRIES = 6;

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
  const most = mostZoom(rest.shape, size);
  const at = (zoom: number): FittedLayout => ({
    layout: layoutGraph(view, { ...rest, previous, width: size.width / zoom }),
    zoom,
  });
  if (rest.shape === "tall" || size.width === 0) return at(most);
  // Farther away more stands in a row, so the height has to be tried: the nearest zoom at which everything is seen.
  // While as much room is needed as before, the search would end where it ended.
  if (past !== null && previous !== null && sameSwitches(switches, past)) {
    const again = at(past.fitted.zoom);
    if (again.layout.height === previous.height) return again;
  }
  let found = at(most);
  let tooNear = most;
  if (fits(found, size)) return found;
  found = at(LEAST_ZOOM);
  for (let tries = 0; tries < TRIES; tries++) {
    const tried = at(round((found.zoom + tooNear) / 2));
    if (fits(tried, size)) found = tried;
    else tooNear = tried.zoom;
  }
  return found;
}

function fits({ layout, zoom }: FittedLayout, size: BoxSize): boolean {
  return layout.height * zoom <= size.height + 1;
}

/** Everything stands where it stood: most views only change levels and words. */
function isSettled(view: ClusterView, switches: LayoutSwitches, past: Past): boolean {
  return (
    sameSwitches(switches, past) &&
    sameStructure(past.view, view) &&
    isSameFold(view, { ...switches, width: switches.size.width, previous: past.fitted.layout })
  );
}

function sameSwitches({ shape, size, isControlPlaneOpen, isUnfolded }: LayoutSwitches, past: Past): boolean {
  return (
    past.shape === shape &&
    past.isControlPlaneOpen === isControlPlaneOpen &&
    past.isUnfolded === isUnfolded &&
    past.size.width === size.width &&
    past.size.height === size.height
  );
}

/** As near as the width allows. */
function mostZoom(shape: GraphShape, size: BoxSize): number {
  if (size.width === 0) return 1;
  const byWidth = size.width / leastWidth(shape);
  if (shape === "tall") return Math.min(1.6, Math.max(0.7, byWidth));
  return round(Math.min(shape === "stage" ? 4 : MOST_ZOOM, Math.max(LEAST_ZOOM, byWidth)));
}

function round(zoom: number): number {
  return Math.round(zoom * 1000) / 1000;
}
