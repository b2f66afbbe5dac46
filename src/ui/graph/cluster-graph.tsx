import {
  lazy,
  memo,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from "react";
import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from "@xyflow/react";
import type { GraphShape } from "#app/graph/metrics";
import type { ClusterView } from "#app/view-models/graph";
import type { WhyView } from "#app/view-models/why";
import { Balloon } from "../common/balloon.tsx";
import { useBoxSize, type BoxSize } from "../common/use-box-size.ts";
import { useText } from "../common/use-text.tsx";
import { createPartsDrawing, inNextFrame } from "./draw-in-parts.ts";
import { EDGE_TYPES, NODE_TYPES } from "./flow-elements.tsx";
import { GhostLayer } from "./ghost-layer.tsx";
import {
  createGraphStore,
  GraphContext,
  toState,
  useGraph,
  type GraphActions,
  type GraphInput,
} from "./graph-store.ts";
import { METRICS } from "#app/graph/metrics";
import { GraphTools } from "./graph-tools.tsx";
import { TrafficCanvas } from "./traffic/traffic-canvas.tsx";
import { useFlowElements, type FlowElements } from "./use-flow-elements.ts";
import { useGraphLayout } from "./use-graph-layout.ts";
import { useRoving } from "./use-roving.ts";
import { useFittedViewport } from "./use-fitted-viewport.ts";
import css from "./cluster-graph.module.css";

const SelectionBar = lazy(async () => ({ default: (await import("./selection-bar.tsx")).SelectionBar }));
const PopoverPlace = lazy(async () => ({ default: (await import("./popover-place.tsx")).PopoverPlace }));
const GraphTable = lazy(async () => ({ default: (await import("./graph-table.tsx")).GraphTable }));

/** The tools in one row, with their margins. */
const TOOLS_WIDTH = 144;

export interface ClusterGraphProps {
  readonly view: ClusterView;
  readonly selectedId: string | null;
  readonly why: WhyView | null;
  /** wide beside an editor, tall on a phone, stage on a projector. */
  readonly shape: GraphShape;
  readonly actions: GraphActions;
  /** What stands beside the object that `why` is about; not drawn on phones. */
  readonly popover?: ReactNode;
  /** Opens the details of the selected object. Absent: nothing is offered beside a selected object. */
  readonly onInspect?: () => void;
  /** What can be broken at the selected object; beside what can be asked of it. */
  readonly trouble?: ReactNode;
}

export function ClusterGraph(props: ClusterGraphProps): ReactNode {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ view, selectedId, why, shape, actions, popover, onInspect, trouble }: ClusterGraphProps): ReactNode {
  const ref = useRef<HTMLElement>(null);
  const hintId = useId();
  const text = useText();
  const size = useBoxSize(ref, { width: 1104, height: 440 });
  const [isTable, setTable] = useState(false);
  const [isControlPlaneOpen, setControlPlaneOpen] = useState(false);
  const [isUnfolded, setUnfolded] = useState(false);
  const fitted = useGraphLayout(view, { shape, size, isControlPlaneOpen, isUnfolded });
  const elements = useFlowElements(view, fitted.layout);
  const toggleControlPlane = useCallback(() => setControlPlaneOpen((isOpen) => !isOpen), []);
  const toggleTable = useCallback(() => setTable((now) => !now), []);
  const unfold = useCallback(() => setUnfolded(true), []);
  const input = useMemo<GraphInput>(
    () => ({
      view,
      layout: fitted.layout,
      selectedId,
      why,
      actions,
      toggleControlPlane,
      unfold,
      isStage: shape === "stage",
    }),
    [view, fitted.layout, selectedId, why, actions, toggleControlPlane, unfold, shape],
  );
  const [store] = useState(() => createGraphStore(input));
  const [drawing] = useState(() => createPartsDrawing(store, inNextFrame));
  useLayoutEffect(() => drawing.take(toState(input)), [drawing, input]);
  useEffect(() => drawing.stop, [drawing]);
  const keys = useMemo(() => ({ onAskWhy: actions.onAskWhy, onEscape: () => actions.onSelect(null) }), [actions]);
  useRoving(ref, keys);
  const height = shape === "tall" && !isTable ? Math.ceil(fitted.layout.height * fitted.zoom) : undefined;
  return (
    <GraphContext value={store}>
      <section
        ref={ref}
        className={css["graph"]}
        style={height === undefined ? undefined : { height }}
        data-shape={shape}
        aria-label={text.graph.label}
        aria-describedby={hintId}
        // The drawing is one tab stop; the arrow keys walk inside it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={isTable ? undefined : 0}
      >
        <p id={hintId} className="vh">
          {text.graph.hint}
        </p>
        {isTable ? (
          <Suspense>
            <GraphTable view={view} selectedId={selectedId} onSelect={actions.onSelect} />
          </Suspense>
        ) : (
          <Drawing
            zoom={fitted.zoom}
            shape={shape}
            elements={elements}
            size={size}
            rootRef={ref}
            onEmpty={keys.onEscape}
          />
        )}
        {isTable || shape === "tall" || popover === undefined || why === null ? null : (
          <Suspense>
            <PopoverPlace subjectId={why.subjectId} size={size}>
              {popover}
            </PopoverPlace>
          </Suspense>
        )}
        {selectedId === null || isTable || shape === "stage" || why !== null || onInspect === undefined ? null : (
          <Suspense>
            <SelectionBar key={selectedId} selectedId={selectedId} size={size} onInspect={onInspect}>
              {trouble}
            </SelectionBar>
          </Suspense>
        )}
        <Tools
          isTable={isTable}
          shape={shape}
          zoom={fitted.zoom}
          hasWall={fitted.layout.wall.length > 0}
          onToggleTable={toggleTable}
        />
      </section>
    </GraphContext>
  );
}

interface DrawingProps {
  readonly zoom: number;
  readonly shape: GraphShape;
  readonly elements: FlowElements;
  readonly size: BoxSize;
  readonly rootRef: RefObject<HTMLElement | null>;
  readonly onEmpty: () => void;
}

/** React Flow is asked again only when something stands elsewhere. */
const Drawing = memo(function Drawing({ zoom, shape, elements, size, rootRef, onEmpty }: DrawingProps): ReactNode {
  const isTall = shape === "tall";
  const { onMove } = useFittedViewport(rootRef, zoom, size);
  return (
    <>
      <ReactFlow
        className={css["flow"] ?? ""}
        nodes={elements.nodes}
        edges={elements.edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        defaultViewport={{ x: 0, y: 0, zoom }}
        minZoom={0.15}
        maxZoom={4}
        // The page's own keys: React Flow would keep the space bar and others for itself.
        panActivationKeyCode={null}
        selectionKeyCode={null}
        deleteKeyCode={null}
        multiSelectionKeyCode={null}
        onMove={onMove}
        onPaneClick={onEmpty}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        panOnDrag={!isTall}
        zoomOnScroll={!isTall}
        zoomOnPinch={!isTall}
        zoomOnDoubleClick={false}
        preventScrolling={!isTall}
        disableKeyboardA11y
        proOptions={{ hideAttribution: true }}
      >
        <HopBalloons />
        <GhostLayer />
      </ReactFlow>
      <TrafficCanvas />
    </>
  );
});

/** A balloon at the hop where requests fail: on the rail below the pod. */
function HopBalloons(): ReactNode {
  const balloons = useGraph((state) => state.balloons);
  const pods = useGraph((state) => state.layout.pods);
  const hops = [...balloons].flatMap(([id, n]) => {
    const pod = id.startsWith("hop:") ? pods.get(id.slice(4)) : undefined;
    return pod === undefined ? [] : [{ n, x: pod.box.x + pod.box.width - 12, y: pod.box.y + pod.box.height + 10 }];
  });
  if (hops.length === 0) return null;
  return (
    <ViewportPortal>
      {hops.map((hop) => (
        <div key={hop.n} className={css["hop"]} style={{ left: hop.x, top: hop.y }}>
          <Balloon n={hop.n} />
        </div>
      ))}
    </ViewportPortal>
  );
}

interface ToolsProps {
  readonly isTable: boolean;
  readonly shape: GraphShape;
  readonly zoom: number;
  readonly hasWall: boolean;
  readonly onToggleTable: () => void;
}

const Tools = memo(function Tools({ isTable, shape, zoom, hasWall, onToggleTable }: ToolsProps): ReactNode {
  const flow = useReactFlow();
  if (shape === "stage") return null;
  const leftmost = hasWall ? METRICS.wide.wallX : METRICS.wide.columnX;
  const zoomBy = (factor: number): void => {
    void flow.zoomTo(flow.getZoom() * factor, { duration: 0 });
  };
  const fit = (): void => {
    void flow.setViewport({ x: 0, y: 0, zoom });
  };
  return (
    <GraphTools
      isTable={isTable}
      canZoom={shape === "wide"}
      isSmall={leftmost * zoom < TOOLS_WIDTH}
      onZoom={zoomBy}
      onFit={fit}
      onToggleTable={onToggleTable}
    />
  );
});
