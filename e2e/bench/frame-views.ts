// What the views of one frame cost: 200 pods on 20 nodes, about a thousand requests in flight. In Node, without React and canvas.
import { Session } from "../../src/app/session/session.ts";
import { sandboxScenario } from "../../src/app/session/sandbox.ts";
import { words } from "../../src/app/i18n/words-en.ts";
import { ClusterViews } from "../../src/app/views/cluster-view.ts";
import { TimelineIndex } from "../../src/app/views/timeline-index.ts";
import { timelineView } from "../../src/app/views/timeline-view.ts";

const FRAME_MS = 16;
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
const views = new ClusterViews();
const timeline = new TimelineIndex();
const costs: Record<string, number[]> = { engine: [], cluster: [], timeline: [] };
const timed = (name: string, what: () => void): void => {
  const from = performance.now();
  what();
  costs[name]!.push(performance.now() - from);
};
let view = views.make(session.run, words, true);
timeline.update(session.run);
for (let frame = 0; frame < 600; frame++) {
  timed("engine", () => session.advance(session.nowMs + FRAME_MS));
  timed("cluster", () => (view = views.make(session.run, words, false)));
  timed("timeline", () => {
    timeline.update(session.run);
    timelineView(session.run, timeline, { words, isPlaying: true, speed: 1, zeroMs: scenario.settleMs ?? 0 });
  });
}
const pods = view.bays.reduce((n, bay) => n + bay.pods.length, 0);
console.log(`${pods} pods, ${view.requestsInFlight.length} requests in flight`);
for (const [name, all] of Object.entries(costs)) {
  const sorted = all.slice(100).toSorted((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor(sorted.length * share)]!.toFixed(2);
  console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}
