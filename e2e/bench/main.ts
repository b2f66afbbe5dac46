// npm run bench [-- --large] [--only NAME] [--pods N --nodes N]: how fast the engine is, beside the goals. Times are CPU seconds of
// this machine. With --pods and --nodes one cluster alone is brought up, for a profiler to look at.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { useParts } from "#app/session/parts";
import { useRareParts } from "#kubectl";
import { explainedPart } from "#kubectl/explained";
import { rare } from "#kubectl/rare";
import { DECISION_SETTINGS, decisionsPerSecond } from "./decisions.ts";
import { frameCost } from "./frame-views.ts";
import { podsToReady, standing } from "./pods-to-ready.ts";
import { historyOf, realTimeFactor, timersPerSecond } from "./running.ts";
import { completionMs, getMs, streamedViewMs } from "./typing.ts";

useParts();
useRareParts({ ...rare, ...explainedPart });

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

/** The same in a process of its own, in which nothing has run before: every function is met for the first time. */
const coldSecondsOf = (nodes: number, pods: number): number => {
  const args = [fileURLToPath(import.meta.url), "--bare", "--nodes", String(nodes), "--pods", String(pods)];
  return Number(spawnSync(process.execPath, args, { encoding: "utf8" }).stdout);
};

/** V8 compiles some seven hundred functions on the way, and its compiler's time counts: a small cluster is warm after twenty rounds. */
const ROUNDS: readonly { readonly pods: number; readonly goal: number; readonly times: number }[] = [
  { pods: 10, goal: 0.01, times: 60 },
  { pods: 100, goal: 0.03, times: 40 },
  { pods: 1000, goal: 0.3, times: 5 },
];

/**
 * Warm is what a page has that has been open for a while: the code is compiled, and a cluster is there. With the last object of a shape V8
 * throws the shape away, and the code that was made for it; so one cluster is kept, and nothing is collected by force between rounds.
 */
const measurePods = (isLarge: boolean): void => {
  const resident = standing({ nodes: 4, pods: 1000 });
  const warm = new Map<number, number>();
  for (const { pods, goal, times } of ROUNDS) {
    const seconds = best(times, () => secondsOf(4, pods));
    warm.set(pods, seconds);
    const what = `${pods.toLocaleString("en")} pods created to all Ready, 4 nodes`;
    atMost(`${what}, warm`, seconds, goal, "s");
    const cold = best(2, () => coldSecondsOf(4, pods));
    note(`${what}, cold`, { value: `${round(cold)} s`, goal: "told", isMet: true });
  }
  const ratio = (warm.get(1000) ?? Number.NaN) / (warm.get(100) ?? Number.NaN);
  atMost("growth, 100 to 1,000 pods on the same nodes", ratio, 12, "x");
  const wide = best(2, () => secondsOf(20, 1000));
  const tenThousand = secondsOf(200, 10_000);
  atMost("10,000 pods created to all Ready, 200 nodes", tenThousand, 4, "s");
  atMost("growth, 1,000 pods on 20 nodes to 10,000 on 200", tenThousand / wide, 12, "x");
  if (isLarge) measureLarge();
  if (resident.nowMs === 0) throw new Error("the cluster that was kept never ran");
};

const measureLarge = (): void => {
  const large = secondsOf(500, 15_000);
  const huge = podsToReady({ nodes: 5000, pods: 150_000 });
  atMost("growth, 15,000 pods on 500 nodes to 150,000 on 5,000", huge.seconds / large, 12, "x");
  atMost("memory at its end, of that larger one", huge.megabytes, 4096, "MB");
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
  for (const [what, ms] of completionMs(1000)) atMost(`completion of ${what}, 1,000 pods`, ms, 5, "ms");
  atMost("view of a full terminal while 100 lines/s stream, without drawing, p95", streamedViewMs(), 16, "ms");
};

/** Whole pages in a browser: what they print is told, for a busy machine draws late whatever the page does. */
const measureBrowser = (): void => {
  if (!existsSync("dist/index.html"))
    return console.log("    in a browser: nothing, for there is no built site (npm run build)");
  for (const script of ["load.mjs", "frame.mjs", "key.mjs"]) {
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

const measureOne = (size: { readonly nodes: number; readonly pods: number }, isBare: boolean): void => {
  const { seconds: cpu, virtualSeconds, megabytes } = podsToReady(size);
  if (isBare) return console.log(cpu);
  console.log(
    `${size.pods} pods on ${size.nodes} nodes: ${round(cpu)} CPU s, ${round(virtualSeconds)} s on their clock, ${round(megabytes)} MB`,
  );
};

const main = (args: readonly string[]): void => {
  const valueOf = (flag: string): string | undefined =>
    args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
  const [only, pods, nodes] = [valueOf("--only"), valueOf("--pods"), valueOf("--nodes")];
  if (pods !== undefined) return measureOne({ pods: Number(pods), nodes: Number(nodes ?? 4) }, args.includes("--bare"));
  for (const [name, measure] of Object.entries(PARTS)) {
    if (only === undefined || only === name) measure(args.includes("--large"));
  }
  console.log(`${rows.filter((row) => row.isMet).length} of ${rows.length} goals met`);
};

main(process.argv.slice(2));
