// What one frame costs before React and the canvas: 200 pods on 20 nodes, about a thousand requests in flight. CPU milliseconds of this
// machine. frame.mjs measures the whole page in a browser, with less traffic.
import { Session } from "../../src/app/session/session.ts";
import { sandboxScenario } from "../../src/app/session/sandbox.ts";
import { words } from "../../src/app/i18n/words-en.ts";
import { ClusterViews } from "../../src/app/views/cluster-view.ts";
import { TimelineIndex } from "../../src/app/views/timeline-index.ts";
import { timelineView } from "../../src/app/views/timeline-view.ts";
import { cpuMilliseconds } from "./measure.ts";

const FRAME_MS = 16;
const WARM_UP_FRAMES = 100;

const slowWeb = (): Session => {
  const scenario = sandboxScenario({ workers: 20, cpu: "8", memory: "16Gi", seed: 1 });
  const slow = { ...scenario.images["demo/web:1.0"]!, routes: [{ path: "/", status: 200, body: "", delayMs: 1000 }] };
  const session = new Session({
    scenario: {
      ...scenario,
      images: { ...scenario.images, "demo/load:1.0": slow },
      clients: [{ name: "clients", url: "http://10.10.10.10/", perSecond: 1000, arrivals: "even", timeoutMs: 5000 }],
    },
    files: [],
  });
  session.type("kubectl create deployment web --image=demo/load:1.0 --replicas=200 --port=8080");
  session.type("kubectl expose deployment web --port=80 --target-port=8080");
  session.type("kubectl create ingress web --class=nginx '--rule=/*=web:80'");
  session.advance(session.nowMs + 60_000);
  return session;
};

export interface FrameCost {
  readonly pods: number;
  readonly requestsInFlight: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** Of each frame: the engine's step, the cluster's view and the timeline's. */
export const frameCost = (frames = 600): FrameCost => {
  const session = slowWeb();
  const views = new ClusterViews();
  const timeline = new TimelineIndex();
  let view = views.make(session.run, words, true);
  timeline.update(session.run);
  const frame = (): void => {
    session.advance(session.nowMs + FRAME_MS);
    view = views.make(session.run, words, false);
    timeline.update(session.run);
    timelineView(session.run, timeline, { words, isPlaying: true, speed: 1, zeroMs: 0 });
  };
  const costs = Array.from({ length: frames }, () => cpuMilliseconds(frame));
  const sorted = costs.slice(WARM_UP_FRAMES).toSorted((a, b) => a - b);
  return {
    pods: view.bays.reduce((n, bay) => n + bay.pods.length, 0),
    requestsInFlight: view.requestsInFlight.length,
    medianMs: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
  };
};
