// What a frame of the real page costs: the sandbox with 20 nodes, 200 pods that a rollout moves, and a thousand requests in flight,
// playing. Needs a built site and a browser.
//   node e2e/bench/frame.mjs [--dist DIR] [--browser PATH]
// Prints median and p95 of the processor time that the main thread took between two frames, script, style, layout and paint told apart: what
// one of them calls (a script that asks for a layout) counts as what it is. The goal is a p95 of 4 ms of script. Processor time, not wall
// time: on a busy machine the wall shows the neighbours. Each frame is given a sixtieth of a second of the page's clock, however long it took:
// where drawing is slow a frame would else hold the work of two or three. What other threads do (raster, in software where there is no graphics card) is a sum.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const dist = path.resolve(option("dist", "dist"));
const executablePath = option("browser", undefined);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const FRAME_MS = 1000 / 60;
const MEASURED_FRAMES = 480;
const CALM = ["perSecond:5,", "delayMs:10}"];
const BUSY = ["perSecond:1000,", "delayMs:1000}"];
/** Names of the trace's events on the main thread, by what they are; what is none of these belongs to whatever called it. */
const PARTS = {
  script: /^(FireAnimationFrame|FunctionCall|RunMicrotasks|TimerFire|EventDispatch|EvaluateScript|MinorGC|MajorGC)$/,
  style: /^(UpdateLayoutTree|RecalculateStyles|ScheduleStyleRecalculation)$/,
  layout: /^(Layout|HitTest)$/,
  paint: /^(PrePaint|UpdateLayer|UpdateLayerTree|Paint|Layerize|Commit|CompositeLayers)$/,
};
let wasMadeBusier = false;

const server = createServer((request, response) => {
  const name = decodeURIComponent((request.url ?? "/").split("?")[0]);
  const file = path.join(dist, name.endsWith("/") ? `${name}index.html` : name);
  if (!file.startsWith(dist) || !existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
  return response.end(busier(readFileSync(file), name));
}).listen(0);

/** The sandbox's clients ask a thousand times a second, and each answer takes a second: a thousand requests are on their way. */
function busier(body, name) {
  if (!name.endsWith(".js")) return body;
  const text = body.toString();
  if (!CALM.every((calm) => text.includes(calm))) return body;
  wasMadeBusier = true;
  return CALM.reduce((now, calm, i) => now.replace(calm, BUSY[i]), text);
}

const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  await page.addInitScript(evenFrames, FRAME_MS);
  await page.goto(`http://127.0.0.1:${server.address().port}/#/sandbox`);
  await prepare(page);
  const frames = await measure(page);
  if (!wasMadeBusier) throw new Error("the sandbox's traffic was not found in the built site");
  report("200 pods on 20 nodes, 1,000 requests in flight", frames);
} finally {
  await browser.close();
  server.close();
}

/** In the page: its frames come as they do, and are told an even time. */
function evenFrames(frameMs) {
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  let [seen, now] = [0, 0];
  globalThis.framesDrawn = 0;
  globalThis.requestAnimationFrame = (callback) =>
    ask((atMs) => {
      if (atMs !== seen) {
        now = now === 0 ? atMs : now + frameMs;
        globalThis.framesDrawn += 1;
      }
      seen = atMs;
      callback(now);
    });
}

async function prepare(page) {
  await page.getByLabel("Worker nodes").fill("20");
  await page.getByLabel("CPU each").selectOption("8");
  await page.getByLabel("Memory each").selectOption("16Gi");
  await page.getByRole("button", { name: "Build this cluster" }).click();
  const line = page.getByRole("combobox", { name: "Command" });
  for (const command of [
    "kubectl create deployment web --image=demo/web:1.0 --replicas=200 --port=8080",
    "kubectl expose deployment web --port=80 --target-port=8080",
    "kubectl create ingress web --class=nginx --rule=/*=web:80",
  ]) {
    await line.fill(command);
    await line.press("Enter");
  }
  await page.getByRole("button", { name: "60 times" }).click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page
    .getByText(/^00:4\d$|^00:5\d$|^0[1-9]:/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "1 times", exact: true }).click();
  // New pods all the while: the rollout moves them.
  await line.fill("kubectl rollout restart deployment web");
  await line.press("Enter");
}

async function measure(page) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { categories: "devtools.timeline,cc", transferMode: "ReportEvents" });
  const drawn = () => page.evaluate(() => globalThis.framesDrawn);
  const from = await drawn();
  const startMs = performance.now();
  while ((await drawn()) < from + MEASURED_FRAMES) await page.waitForTimeout(1000);
  const wallMs = performance.now() - startMs;
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await done;
  return { frames: costsByFrame(events), othersMs: otherThreadsMs(events), wallMs };
}

/** Milliseconds of each part in each frame: its animation callbacks and everything until the next ones. */
function costsByFrame(events) {
  const ofMain = mainThread(events);
  const slices = events
    .filter((e) => e.ph === "X" && e.tid === ofMain)
    .map((e) => ({ ...e, part: Object.keys(PARTS).find((part) => PARTS[part].test(e.name)) }))
    .filter((e) => e.part !== undefined)
    .toSorted((a, b) => a.ts - b.ts || b.dur - a.dur);
  const frames = [];
  const open = [];
  let isDrawn = true;
  for (const slice of slices) {
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

function mainThread(events) {
  const counts = new Map();
  for (const { name, tid } of events) if (name === "FireAnimationFrame") counts.set(tid, (counts.get(tid) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function otherThreadsMs(events) {
  const tasks = events.filter((e) => e.ph === "X" && e.name === "RasterTask");
  return tasks.reduce((ms, { tdur, dur }) => ms + (tdur ?? dur) / 1000, 0);
}

function report(what, { frames, othersMs, wallMs }) {
  const rate = Math.round((frames.length * 1000) / wallMs);
  console.log(`${what}: ${frames.length} frames, ${rate} a second here`);
  for (const part of Object.keys(PARTS)) {
    const goal = part === "script" ? "  (goal: p95 4 ms)" : "";
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
  const mean = (othersMs / Math.max(1, frames.length)).toFixed(2).padStart(6);
  console.log(`raster                 mean   ${mean} ms, on threads of its own`);
}

function print(what, costs, goal = "") {
  const sorted = costs.toSorted((a, b) => a - b);
  const at = (share) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2).padStart(6);
  console.log(`${what.padEnd(22)} median ${at(0.5)} ms, p95 ${at(0.95)} ms${goal}`);
}
