import { useEffect, useMemo, useState, type ReactNode } from "react";
import type { ClusterView, PodView } from "#app/view-models/graph";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { caseTen, requests } from "./fixtures/cluster.ts";
import { pod } from "./fixtures/pods.ts";

const ACTIONS = { onSelect: () => undefined, onAskWhy: () => undefined };

/** Case 10 in motion: a pod waits in the queue, flies to its bay, goes; requests all the while. */
export function GalleryPlay(): ReactNode {
  const base = useMemo(() => caseTen("en"), []);
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((now) => now + 1), 100);
    return () => clearInterval(timer);
  }, []);
  const view = useMemo(() => viewAt(base, tick), [base, tick]);
  return (
    <div style={{ height: "100vh" }}>
      <ClusterGraph view={view} selectedId={null} why={null} shape="wide" actions={ACTIONS} />
    </div>
  );
}

function viewAt(base: ClusterView, tick: number): ClusterView {
  const phase = tick % 40;
  const round = Math.floor(tick / 40);
  const guest: PodView = pod({
    uid: `guest${round}`,
    shortName: "n3wxy",
    mark: phase < 20 ? "pending" : "creating",
    statusLine: phase < 20 ? "Pending" : "ContainerCreating",
  });
  const isQueued = phase >= 5 && phase < 20;
  const bays = base.bays.map((bay) =>
    bay.name === "worker-3" && phase >= 20 ? { ...bay, pods: [...bay.pods, guest] } : bay,
  );
  return {
    ...base,
    revision: tick,
    motion: "play",
    bays,
    queue: isQueued ? [guest] : [],
    nowMs: tick * 700,
    requestsInFlight: requests(tick * 2, 2),
  };
}
