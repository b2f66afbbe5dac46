// What runs inside a container: one process with the behaviour that its image's data gives it.
import { withFields } from "#api/json";
import type { StringMap } from "#api/meta";
import type { ImageBehaviour, RouteBehaviour } from "../scenario.ts";
import type { Script } from "./script/state.ts";

export interface ProcessExit {
  readonly code: number;
  /** As containerd says it: Completed, Error, OOMKilled, StartError, Unknown. */
  readonly reason: string;
  readonly message?: string;
  readonly signal?: number;
  readonly atMs: number;
}

export interface ProcessStart {
  /** The container's id, without `containerd://`. */
  readonly id: string;
  readonly podUid: string;
  /** `namespace/name`. */
  readonly pod: string;
  readonly container: string;
  readonly node: string;
  /** Canonical reference, and which of its contents. */
  readonly image: string;
  readonly revision: number;
  /** A command of the image that runs in the place of its program. */
  readonly command?: number;
  /** What runs in its place of the image's tools, and how far it is (apps/script); `command` is -1 then. */
  readonly script?: Script;
  /** What it found in its environment, of the variables that it reads. */
  readonly env?: StringMap;
  readonly memoryLimitBytes?: number;
  /** FallbackToLogsOnError: if it fails, the end of its log is its last message. */
  readonly lastWords?: true;
}

export interface ProcessRow extends ProcessStart {
  readonly state: "starting" | "listening" | "hung" | "exited";
  readonly startedMs: number;
  /** Its own clock, which a machine that is short of CPU makes slower: `progressMs` at `progressAtMs`, going at `rate`. */
  readonly progressMs: number;
  readonly progressAtMs: number;
  readonly rate: number;
  /** When SIGTERM came, in virtual ms. It goes on serving until it ends. */
  readonly signalledMs?: number;
  readonly endsMs?: number;
  readonly ticks: number;
  /** It has leaked all that it does. */
  readonly isFull?: true;
  readonly inFlight: number;
  readonly inFlightCpu: number;
  /** All the CPU work of those requests, in milliseconds of one core. */
  readonly inFlightCpuMs: number;
  readonly requests: number;
  /** What somebody made it hold beside what its image says. */
  readonly heldBytes?: number;
  /** By hand: it loses hold of this much more memory a second, from this moment of its own clock on. */
  readonly leak?: { readonly bytesPerSecond: number; readonly fromMs: number };
  /** By hand: every route but those of its own health answers this, until then. */
  readonly trouble?: { readonly status: number; readonly untilMs: number };
  readonly timer?: number;
  readonly exit?: ProcessExit;
}

export const MEBIBYTE = 1_048_576;
const KIBIBYTE = 1024;
/** A small static program: what the recorded ones held. */
const BASE_MEMORY_MI = 5;

export const newProcess = (spec: ProcessStart, state: ProcessRow["state"], nowMs: number): ProcessRow =>
  withFields(spec, {
    state,
    startedMs: nowMs,
    progressMs: 0,
    progressAtMs: nowMs,
    rate: 1,
    ticks: 0,
    inFlight: 0,
    inFlightCpu: 0,
    inFlightCpuMs: 0,
    requests: 0,
  });

export const isAlive = (row: ProcessRow): boolean => row.state !== "exited";

/** Milliseconds since it started, by its own clock. */
export const elapsedOf = (row: ProcessRow, nowMs: number): number =>
  row.progressMs + (nowMs - row.progressAtMs) * row.rate;

/** When its own clock reads `elapsedMs`. Never, if it stands still. */
export const whenElapsed = (row: ProcessRow, elapsedMs: number): number =>
  row.rate <= 0 ? Infinity : row.progressAtMs + Math.max(0, elapsedMs - row.progressMs) / row.rate;

export const memoryOf = (row: ProcessRow, image: ImageBehaviour, nowMs: number): number => {
  if (!isAlive(row)) return 0;
  const elapsedMs = elapsedOf(row, nowMs);
  const leak = ((image.leakMiPerSecond ?? 0) * Math.min(elapsedMs, fullAt(image))) / 1000;
  const byHand = row.leak ? (row.leak.bytesPerSecond * (elapsedMs - row.leak.fromMs)) / 1000 : 0;
  return Math.round(
    (image.memoryMi ?? BASE_MEMORY_MI) * MEBIBYTE + leak * MEBIBYTE + byHand + memoryOfRequests(row, image),
  );
};

/** When, by its own clock, it has leaked all that it does. */
export const fullAt = ({ memoryMi = BASE_MEMORY_MI, memoryMaxMi, leakMiPerSecond = 0 }: ImageBehaviour): number =>
  memoryMaxMi === undefined || leakMiPerSecond <= 0
    ? Infinity
    : Math.max(0, Math.ceil(((memoryMaxMi - memoryMi) / leakMiPerSecond) * 1000));

const memoryOfRequests = (row: ProcessRow, image: ImageBehaviour): number =>
  (row.heldBytes ?? 0) +
  row.inFlight * (image.memoryMiPerRequest ?? 0) * MEBIBYTE +
  row.requests * (image.leakKiPerRequest ?? 0) * KIBIBYTE;

/** Bytes more each virtual millisecond. */
export const memorySlopeOf = (row: ProcessRow, image: ImageBehaviour): number =>
  isAlive(row)
    ? (((row.isFull ? 0 : (image.leakMiPerSecond ?? 0) * MEBIBYTE) + (row.leak?.bytesPerSecond ?? 0)) * row.rate) / 1000
    : 0;

/** When it holds more than `limitBytes`, if it goes on like this. */
export const whenMemoryExceeds = (row: ProcessRow, image: ImageBehaviour, limitBytes: number): number => {
  const base = (image.memoryMi ?? BASE_MEMORY_MI) * MEBIBYTE + memoryOfRequests(row, image);
  if (base > limitBytes) return row.startedMs;
  const leak = (image.leakMiPerSecond ?? 0) * MEBIBYTE;
  const { bytesPerSecond: more = 0, fromMs = 0 } = row.leak ?? {};
  // 20 Mi at once and 20 Mi a second pass 100 Mi after four seconds; with 20 Mi a second more from the third second on, after three and a half.
  const lacking = (limitBytes - base) * 1000 + more * fromMs;
  const fullMs = fullAt(image);
  const bothMs = lacking / (leak + more);
  if (leak + more > 0 && bothMs < fullMs) return whenElapsed(row, bothMs) + 1;
  // Its image's own leak has come to an end by then.
  return more > 0 ? whenElapsed(row, (lacking - leak * fullMs) / more) + 1 : Infinity;
};

/** CPU that it burns if it gets it, in thousandths of a core. */
export const cpuDemandOf = (row: ProcessRow, image: ImageBehaviour): number => {
  if (!isAlive(row)) return 0;
  const own = row.state === "starting" ? (image.startupCpuMilli ?? image.cpuMilli ?? 0) : (image.cpuMilli ?? 0);
  return own + row.inFlightCpu * 1000;
};

/** After SIGTERM. Whoever has the number 1 and no handler does not hear it. */
export const signalled = (row: ProcessRow, image: ImageBehaviour, nowMs: number): ProcessRow => {
  const { termMs = 0 } = row.script ? { termMs: row.script.isTrapping ? 0 : -1 } : image;
  return { ...row, signalledMs: nowMs, ...(termMs < 0 ? {} : { endsMs: nowMs + termMs }) };
};

/** What it listens on; 0 is nothing. Of `http://+:8090`, in a variable that names it, the last number. */
export const portOf = ({ command, env }: ProcessStart, { port = 0, portFrom = "" }: ImageBehaviour): number =>
  command === undefined ? Number(/(\d+)\D*$/.exec(env?.[portFrom] ?? "")?.[1] ?? port) : 0;

const NO_ENV: StringMap = {};

const routeHolds = (route: RouteBehaviour, path: string, elapsedMs: number, env: StringMap): boolean => {
  if (route.path !== path && (route.path === "/" || !path.startsWith(`${route.path}/`))) return false;
  if (route.env && Object.entries(route.env).some(([name, value]) => env[name] !== value)) return false;
  return elapsedMs >= (route.fromMs ?? 0) && (route.untilMs === undefined || elapsedMs < route.untilMs);
};

/** The last row that holds; undefined is 404. */
export const routeAt = (
  image: ImageBehaviour,
  path: string,
  elapsedMs: number,
  env: StringMap = NO_ENV,
): RouteBehaviour | undefined => image.routes?.findLast((route) => routeHolds(route, path, elapsedMs, env));

/** A text of its image with the values of its environment put in: `$HOSTNAME` (the pod's name, unless it says otherwise), and what the program reads. */
export const spoken = (text: string, { pod, env = NO_ENV }: Pick<ProcessStart, "pod" | "env">): string =>
  text.includes("$")
    ? text.replaceAll(
        /\$([A-Za-z_]\w*)/g,
        (all, name: string) => env[name] ?? (name === "HOSTNAME" ? pod.slice(pod.indexOf("/") + 1) : all),
      )
    : text;

/** When what `path` answers changes by the clock alone, by the process' own clock. */
export const routeChangesAt = (image: ImageBehaviour, path: string, elapsedMs: number): number => {
  let next = Infinity;
  for (const route of image.routes ?? []) {
    if (route.path !== path && (route.path === "/" || !path.startsWith(`${route.path}/`))) continue;
    for (const at of [route.fromMs, route.untilMs]) if (at !== undefined && at > elapsedMs && at < next) next = at;
  }
  return next;
};
