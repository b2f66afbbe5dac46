import { useEffect, useMemo, useState, type ReactNode } from "react";
import type { ClusterView, PodView } from "#app/view-models/graph";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { caseTen, requests } from "./fixtures/cluster.ts";
import { crowd } from "./fixtures/crowd.ts";
import { gauge } from "./fixtures/pods.ts";

const ACTIONS = { onSelect: () => undefined, onAskWhy: () => undefined };

/** 200 pods that change all the time, and a thousand requests on their way: what the frame budget is measured on. */
export function GalleryLoad(): ReactNode {
  const first = useMemo(() => loadedCluster(), []);
  const view = useTicking(first);
  return (
    <div style={{ height: "100vh" }}>
      <ClusterGraph view={view} selectedId={null} why={null} shape="wide" actions={ACTIONS} />
    </div>
  );
}

function loadedCluster(): ClusterView {
  const base = caseTen("en");
  const many = crowd(4, 50);
  return {
    ...base,
    bays: [...base.bays.slice(1), ...many.bays.map((bay) => ({ ...bay, id: `m${bay.id}` }))],
    motion: "play",
  };
}

function useTicking(first: ClusterView): ClusterView {
  const [view, setView] = useState(first);
  useEffect(() => {
    let tick = 0;
    let frame = 0;
    const step = (): void => {
      tick += 1;
      setView((now) => nextView(now, tick));
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, []);
  return view;
}

/** Ten pods of each bay change their levels, one of each moves to another bay; ten new requests begin. */
function nextView(now: ClusterView, tick: number): ClusterView {
  const bays = now.bays.map((bay, index) => ({
    ...bay,
    pods: bay.pods.map((pod, at): PodView => ((at + tick + index) % 5 === 0 ? changed(pod, tick) : pod)),
  }));
  return { ...now, revision: tick, bays, requestsInFlight: requests(tick * 10, 10) };
}

function changed(pod: PodView, tick: number): PodView {
  const use = 20 + ((tick * 7 + pod.uid.length * 13) % 60);
  return { ...pod, memory: gauge({ use, req: 44, lim: 88 }), cpu: gauge({ use: 100 - use, req: 45 }) };
}
