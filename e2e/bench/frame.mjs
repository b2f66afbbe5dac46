// What a frame of the real page costs: the sandbox with 20 nodes, 200 pods that a rollout moves, and a thousand requests in flight,
// playing; and with 2,000. Needs a built site and a browser.
//   node e2e/bench/frame.mjs [--dist DIR] [--browser PATH]
// Prints median and p95 of the processor time that the main thread took between two frames, script, style, layout and paint told apart: what
// one of them calls (a script that asks for a layout) counts as what it is. The goal is a p95 of 4 ms of script. Processor time, not wall
// time: on a busy machine the wall shows the neighbours. Each frame is given a sixtieth of a second of the page's clock, however long it took:
// where drawing is slow a frame would else hold the work of two or three. What other threads do (raster, in software where there is no graphics card) is a sum.
import { build, mainSlices, PARTS, print, traced, type, withSandbox } from "./page.mjs";

const MEASURED_FRAMES = 480;
/** Clients ask a thousand times a second, and each answer takes a second: a thousand requests are on their way. */
const BUSIER = [
  { from: "perSecond:5,", to: "perSecond:1000," },
  { from: "delayMs:10}", to: "delayMs:1000}" },
];

await withSandbox(BUSIER, (page) => rollout(page, 200, "200 pods on 20 nodes, 1,000 requests in flight"));
await withSandbox([], (page) => rollout(page, 2000, "2,000 pods on 20 nodes, 5 requests a second"));

/** New pods all the while: the rollout moves them. */
async function rollout(page, pods, what) {
  await build(page, {
    workers: 20,
    commands: [
      `kubectl create deployment web --image=demo/web:1.0 --replicas=${pods} --port=8080`,
      "kubectl expose deployment web --port=80 --target-port=8080",
      "kubectl create ingress web --class=nginx --rule=/*=web:80",
    ],
  });
  await type(page, "kubectl rollout restart deployment web");
  const drawn = () => page.evaluate(() => globalThis.framesDrawn);
  const events = await traced(page, async () => {
    const from = await drawn();
    while ((await drawn()) < from + MEASURED_FRAMES) await page.waitForTimeout(1000);
  });
  report(what, events, pods > 200 ? "" : "  (goal: p95 4 ms)");
}

/** Milliseconds of each part in each frame: its animation callbacks and everything until the next ones. */
function costsByFrame(events) {
  const frames = [];
  const open = [];
  let isDrawn = true;
  for (const slice of mainSlices(events)) {
    const { name, part, ts, dur } = slice;
    const ms = (slice.tdur ?? dur) / 1000;
    // The first callback since something was drawn begins the next frame.
    if (name === "FireAnimationFrame" && isDrawn) frames.push({ script: 0, style: 0, layout: 0, paint: 0 });
    if (name === "FireAnimationFrame" || name === "PrePaint") isDrawn = name === "PrePaint";
    while (open.length > 0 && open.at(-1).end <= ts) open.pop();
    const frame = frames.at(-1);
    const outer = open.at(-1);
    open.push({ end: ts + dur, part, frame });
    if (frame === undefined) continue;
    frame[part] += ms;
    // It was counted with what called it.
    if (outer?.frame !== undefined) outer.frame[outer.part] -= ms;
  }
  return frames;
}

function otherThreadsMs(events) {
  const tasks = events.filter((e) => e.ph === "X" && e.name === "RasterTask");
  return tasks.reduce((ms, { tdur, dur }) => ms + (tdur ?? dur) / 1000, 0);
}

function report(what, events, goalOfScript) {
  const frames = costsByFrame(events);
  console.log(`${what}: ${frames.length} frames`);
  for (const part of Object.keys(PARTS)) {
    const goal = part === "script" ? goalOfScript : "";
    print(
      part,
      frames.map((frame) => frame[part]),
      goal,
    );
  }
  print(
    "the main thread in all",
    frames.map((frame) => Object.values(frame).reduce((sum, ms) => sum + ms, 0)),
  );
  const mean = (otherThreadsMs(events) / Math.max(1, frames.length)).toFixed(2).padStart(6);
  console.log(`${"raster".padEnd(34)} mean   ${mean} ms, on threads of its own`);
}
