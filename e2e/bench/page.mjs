// The built site in a browser, for measuring: served with some of its numbers replaced, and given an even clock.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "../../.ci/find-browser.mjs";

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const dist = path.resolve(option("dist", "dist"));
const executablePath = option("browser", findBrowser(chromium)?.executablePath);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const FRAME_MS = 1000 / 60;
/** Names of the trace's events on the main thread, by what they are; what is none of these belongs to whatever called it. */
export const PARTS = {
  script: /^(FireAnimationFrame|FunctionCall|RunMicrotasks|TimerFire|EventDispatch|EvaluateScript|MinorGC|MajorGC)$/,
  style: /^(UpdateLayoutTree|RecalculateStyles|ScheduleStyleRecalculation)$/,
  layout: /^(Layout|HitTest)$/,
  paint: /^(PrePaint|UpdateLayer|UpdateLayerTree|Paint|Layerize|Commit|CompositeLayers)$/,
};

/** Opens the sandbox of a site in which each `from` was replaced by its `to`, all of them in one file; `measure` gets the page. */
export async function withSandbox(replaced, measure) {
  let wasReplaced = false;
  const served = (body, name) => {
    if (!name.endsWith(".js")) return body;
    const text = body.toString();
    if (!replaced.every(({ from }) => text.includes(from))) return body;
    wasReplaced = true;
    return replaced.reduce((now, { from, to }) => now.replace(from, to), text);
  };
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? "/").split("?")[0]);
    const file = path.join(dist, name.endsWith("/") ? `${name}index.html` : name);
    if (!file.startsWith(dist) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    return response.end(served(readFileSync(file), name));
  }).listen(0);
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
    await page.addInitScript(evenFrames, FRAME_MS);
    await page.goto(`http://127.0.0.1:${server.address().port}/#/sandbox`);
    await measure(page);
    if (!wasReplaced) throw new Error("the sandbox was not found in the built site");
  } finally {
    await browser.close();
    server.close();
  }
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

/** A cluster of so many nodes, the lines typed in it, and time that plays. */
export async function build(page, { workers, commands }) {
  await page.getByLabel("Worker nodes").fill(String(workers));
  await page.getByLabel("CPU each").selectOption("8");
  await page.getByLabel("Memory each").selectOption("16Gi");
  await page.getByRole("button", { name: "Build this cluster" }).click();
  for (const command of commands) await type(page, command);
  await page.getByRole("button", { name: "60 times" }).click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page
    .getByText(/^of 00:[45]\d$|^of 0[1-9]:/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "1 times", exact: true }).click();
}

export async function type(page, command) {
  const line = page.getByRole("combobox", { name: "Command" });
  await line.fill(command);
  await line.press("Enter");
}

/** What the browser traced meanwhile. */
export async function traced(page, meanwhile) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { categories: "devtools.timeline,cc", transferMode: "ReportEvents" });
  await meanwhile();
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await done;
  return events;
}

/** The slices of the main thread that are part of anything, in their order, outer ones first. */
export function mainSlices(events) {
  const counts = new Map();
  for (const { name, tid } of events) if (name === "FireAnimationFrame") counts.set(tid, (counts.get(tid) ?? 0) + 1);
  const main = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
  return events
    .filter((e) => e.ph === "X" && e.tid === main)
    .map((e) => ({ ...e, part: Object.keys(PARTS).find((part) => PARTS[part].test(e.name)) }))
    .filter((e) => e.part !== undefined)
    .toSorted((a, b) => a.ts - b.ts || b.dur - a.dur);
}

export function print(what, costs, goal = "") {
  const sorted = costs.toSorted((a, b) => a - b);
  const at = (share) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2).padStart(6);
  console.log(`${what.padEnd(34)} median ${at(0.5)} ms, p95 ${at(0.95)} ms${goal}`);
}
