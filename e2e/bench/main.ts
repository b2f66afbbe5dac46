// npm run bench [-- --large] [--only NAME] [--pods N --nodes N]: how fast the engine is, beside the goals. Times are CPU seconds of
// this machine. With --pods and --nodes one cluster alone is brought up, for a profiler to look at.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { DECISION_SETTINGS, decisionsPerSecond } from "./decisions.ts";
import { frameCost } from "./frame-views.ts";
import { podsToReady } from "./pods-to-ready.ts";
import { historyOf, realTimeFactor, timersPerSecond } from "./running.ts";
import { completionMs, getMs, streamedViewMs } from "./typing.ts";

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly goal: string;
  readonly isMet: boolean;
}

const rows: Figure[] = [];

const print = ({ name, value, goal, isMet }: Figure): void =>
  console.log(`${isMet ? "ok " : "-- "} ${name.padEnd(58)} ${value.padStart(16)}   goal ${goal}`);

const note = (name: string, figure: Omit<Figure, "name">): void => {
  const row = { name, ...figure };
  rows.push(row);
  print(row);
};

const atMost = (name: string, value: number, goal: number, unit: string): void =>
  note(name, { value: `${round(value)} ${unit}`, goal: `<= ${goal} ${unit}`, isMet: value <= goal });

const atLeast = (name: string, value: number, goal: number, unit: string): void =>
  note(name, { value: `${round(value)} ${unit}`, goal: `>= ${goal} ${unit}`, isMet: value >= goal });

const round = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3));

/** The best of three: what else runs on the machine only makes it slower. */
const best = (times: number, measure: () => number): number =>
  Math.min(...Array.from({ length: times }, () => measure()));

const secondsOf = (nodes: number, pods: number): number => podsToReady({ nodes, pods }).seconds;

const measurePods = (isLarge: boolean): void => {
  secondsOf(4, 100); // The compiler warms up.
  const ten = best(5, () => secondsOf(4, 10));
  const hundred = best(5, () => secondsOf(4, 100));
  const thousand = best(3, () => secondsOf(4, 1000));
  atMost("10 pods created to all Ready, 4 nodes", ten, 0.01, "s");
  atMost("100 pods created to all Ready, 4 nodes", hundred, 0.03, "s");
  atMost("1,000 pods created to all Ready, 4 nodes", thousand, 0.3, "s");
  atMost("growth, 100 to 1,000 pods on the same nodes", thousand / hundred, 12, "x");
  const wide = best(2, () => secondsOf(20, 1000));
  const tenThousand = secondsOf(200, 10_000);
  atMost("10,000 pods created to all Ready, 200 nodes", tenThousand, 4, "s");
  atMost("growth, 1,000 pods on 20 nodes to 10,000 on 200", tenThousand / wide, 12, "x");
  if (isLarge) {
    const huge = secondsOf(2000, 100_000);
    atMost("growth, 10,000 pods on 200 nodes to 100,000 on 2,000", huge / tenThousand, 12, "x");
  }
};

const measureDecisions = (): void => {
  for (const setting of DECISION_SETTINGS) {
    const perSecond = Math.max(decisionsPerSecond(setting), decisionsPerSecond(setting));
    atLeast(`decisions, ${setting.name}`, perSecond, setting.realPerSecond * 3, "/s");
  }
};

const measureRunning = (): void => {
  const small = { nodes: 4, pods: 30, requestsPerSecond: 20, hasProbes: true };
  atLeast("real-time factor, 30 pods, probes, 20 requests/s", realTimeFactor(small, 3600), 1000, "x");
  const large = { nodes: 20, pods: 1000, requestsPerSecond: 200, hasProbes: true };
  atLeast("real-time factor, 1,000 pods, probes, 200 requests/s", realTimeFactor(large, 300), 20, "x");
  const idle = { nodes: 4, pods: 0 };
  note("real-time factor, idle cluster of 4 workers", {
    value: `${round(realTimeFactor(idle, 36_000))} x`,
    goal: "costs nothing",
    isMet: true,
  });
  note("timers that fire in an idle cluster of 4 workers", {
    value: `${round(timersPerSecond(idle, 3600))} /s`,
    goal: "only leases",
    isMet: true,
  });
};

const measureHistory = (): void => {
  const size = { nodes: 4, pods: 30, requestsPerSecond: 20, hasProbes: true };
  const { seekP95Ms, megabytes, seconds } = historyOf(size, 600);
  atMost("seek in 10 minutes of 30 pods, 20 requests/s, p95", seekP95Ms, 16, "ms");
  atMost("memory of that history", megabytes, 50, "MB");
  note("CPU to make that history", { value: `${round(seconds)} s`, goal: "told", isMet: true });
};

const measureFrames = (): void => {
  const { pods, requestsInFlight, medianMs, p95Ms } = frameCost();
  const what = `a frame of ${pods} pods, ${requestsInFlight} requests, without drawing`;
  note(`${what}, median`, { value: `${round(medianMs)} ms`, goal: "told", isMet: true });
  atMost(`${what}, p95`, p95Ms, 4, "ms");
};

const measureTyping = (): void => {
  atMost("get pods -A -o wide, 10,000 pods", getMs(10_000), 50, "ms");
  atMost("completion of a name, 1,000 pods", completionMs(1000), 5, "ms");
  atMost("view of a full terminal while 100 lines/s stream, without drawing, p95", streamedViewMs(), 16, "ms");
};

/** Whole pages in a browser: what they print is told, for a busy machine draws late whatever the page does. */
const measureBrowser = (): void => {
  if (!existsSync("dist/index.html"))
    return console.log("    in a browser: nothing, for there is no built site (npm run build)");
  for (const script of ["frame.mjs", "key.mjs"]) {
    const { status } = spawnSync(process.execPath, [`e2e/bench/${script}`], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) console.log(`    ${script} came to no end: is there a browser?`);
  }
};

const PARTS: { readonly [name: string]: (isLarge: boolean) => void } = {
  pods: measurePods,
  decisions: measureDecisions,
  running: measureRunning,
  history: measureHistory,
  frames: measureFrames,
  typing: measureTyping,
  browser: measureBrowser,
};

const measureOne = (size: { readonly nodes: number; readonly pods: number }): void => {
  const { seconds: cpu, virtualSeconds } = podsToReady(size);
  console.log(
    `${size.pods} pods on ${size.nodes} nodes: ${round(cpu)} CPU s, ${round(virtualSeconds)} s on their clock`,
  );
};

const main = (args: readonly string[]): void => {
  const valueOf = (flag: string): string | undefined =>
    args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
  const [only, pods, nodes] = [valueOf("--only"), valueOf("--pods"), valueOf("--nodes")];
  if (pods !== undefined) return measureOne({ pods: Number(pods), nodes: Number(nodes ?? 4) });
  for (const [name, measure] of Object.entries(PARTS)) {
    if (only === undefined || only === name) measure(args.includes("--large"));
  }
  console.log(`${rows.filter((row) => row.isMet).length} of ${rows.length} goals met`);
};

main(process.argv.slice(2));
