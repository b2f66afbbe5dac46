// A recording's header becomes a scenario: the same machines and images, a cluster that has run for some minutes.
import type { NodeScenario, Scenario } from "#engine";
import { formatTime, parseTime } from "#api/time";
import type { RecordedNode, Transcript } from "../recording.ts";

/** Events are kept for an hour: after this, none of the cluster's own first ones is left. */
const SETTLE_MS = 3_700_000;

const CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

export const scenarioOf = (transcript: Transcript, seed: number): Scenario => ({
  name: transcript.name,
  seed,
  startTime: formatTime(startMs(transcript) - SETTLE_MS),
  nodes: transcript.nodes.map(nodeOf),
  // The recorded nodes were network namespaces of one machine with two cores: they started pods at each other's expense.
  hostCores: 2,
  // The recorded program takes its behaviour from its environment, if that has one.
  images: Object.fromEntries(
    Object.entries(transcript.images).map(([name, image]) => [
      name,
      { ...image, env: ["BEHAVIOUR"], portFrom: "BEHAVIOUR" },
    ]),
  ),
  settleMs: SETTLE_MS,
});

const nodeOf = (node: RecordedNode): NodeScenario => {
  const { cpu = "2", memory = "4Gi", pods, "ephemeral-storage": storage } = node.capacity;
  const address = node.addresses.find((a) => a.type === "InternalIP")?.address;
  return {
    name: node.name,
    role: CONTROL_PLANE in node.labels ? "control-plane" : "worker",
    cpu,
    memory,
    allocatable: node.allocatable,
    ...(storage === undefined ? {} : { ephemeralStorage: storage }),
    ...(pods === undefined ? {} : { pods: Number(pods) }),
    labels: node.labels,
    taints: node.taints,
    ...(address === undefined ? {} : { address }),
    podCIDR: node.podCIDR,
    nodeInfo: node.nodeInfo,
  };
};

const DEFAULT_START = "2026-06-03T10:20:30Z";
const MINUTE_MS = 60_000;

/** What the cluster's clock said at the first step, as well as the recording tells. */
const startMs = ({ steps }: Transcript): number => {
  // What was stamped before the end of a step began that much earlier: no stamp may lie in the future.
  const stamps = steps.flatMap(({ stdout = "", end }) => stampsIn(stdout).map((ms) => ms - end * 1000));
  const latest = stamps.reduce((a, b) => Math.max(a, b), 0) || (parseTime(DEFAULT_START) ?? 0);
  const second = Math.ceil(latest / 1000) * 1000;
  const fullMinute = fullMinuteAt(steps);
  if (fullMinute === undefined) return second;
  return Math.floor(second / MINUTE_MS) * MINUTE_MS + MINUTE_MS - fullMinute * 1000;
};

const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;
/** `Sun, 22 Nov 2026 15:17:00 +0000`, as `describe` prints it. */
const LONG_STAMP = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) \+0000/g;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const stampsIn = (text: string): number[] => {
  const short = [...text.matchAll(STAMP)].map(([stamp]) => stamp);
  const long = [...text.matchAll(LONG_STAMP)].map(
    ([, day, month = "", year, time]) =>
      `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day}T${time}Z`,
  );
  return [...short, ...long].map((stamp) => parseTime(stamp) ?? 0);
};

/**
 * The second of the session at which a minute began, if a CronJob tells: its LAST SCHEDULE was a full minute, `4s` ago at 6.7 s
 * and `7s` ago at 10.1 s say between 2.1 and 2.7.
 */
const fullMinuteAt = (steps: Transcript["steps"]): number | undefined => {
  let [from, to] = [0, Infinity];
  for (const { stdout = "", end, run = "" } of steps) {
    const header = stdout.split("\n").find((line) => line.includes("LAST SCHEDULE"));
    const row = header && stdout.split("\n")[stdout.split("\n").indexOf(header) + 1];
    const age = row && /^(\d+)s/.exec(row.slice(header.indexOf("LAST SCHEDULE")))?.[1];
    if (!age || !/^kubectl get\b/.test(run)) continue;
    from = Math.max(from, end - Number(age) - 1);
    to = Math.min(to, end - Number(age));
  }
  return to === Infinity ? undefined : (from + to) / 2;
};
