// What a process answers to a request, and how late.
import type { ImageBehaviour, RouteBehaviour } from "../scenario.ts";
import { elapsedOf, routeAt, routeChangesAt, spoken, whenElapsed, type ProcessRow } from "./process.ts";

export type RequestOutcome =
  /** A RST: the pod is there and nothing listens on the port. */
  | { readonly kind: "refused" }
  /** No such pod address, or its machine is off: packets get no answer at all. */
  | { readonly kind: "unreachable" }
  /** The connection is accepted and never answered. */
  | { readonly kind: "unanswered"; readonly containerId: string }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly latencyMs: number;
      readonly containerId: string;
      /** CPU work of the request: if more than 0, call `begin` now and `end` after `latencyMs`. */
      readonly cpuMs: number;
    };

/**
 * Milliseconds until a process has done a piece of work that takes `workMs` of one core, if it begins now; Infinity if it gets nothing.
 * `extraMilli`: what that work adds to what the process wants.
 */
export type TimeOf = (row: ProcessRow, workMs: number, extraMilli: number) => number;

interface Asked {
  readonly row: ProcessRow;
  readonly image: ImageBehaviour;
  readonly path: string;
  readonly nowMs: number;
  readonly timeOf: TimeOf;
}

const BASE_LATENCY_MS = 1;

/** A liveness path tells that the process turns, not that it can serve: it goes on answering in trouble. */
const isAlwaysAlive = (path: string | undefined): boolean => path === "/live";

/** The answer of a process that listens on the port. */
export const answerOf = ({ row, image, path, nowMs, timeOf }: Asked): RequestOutcome => {
  if (row.state === "hung" || row.rate <= 0) return { kind: "unanswered", containerId: row.id };
  const query = path.indexOf("?");
  const route = routeAt(image, query < 0 ? path : path.slice(0, query), elapsedOf(row, nowMs), row.env);
  const cpuMs = route?.cpuMs ?? 0;
  const workingMs = cpuMs > 0 ? timeOf(row, cpuMs, 1000) : 0;
  if (workingMs === Infinity) return { kind: "unanswered", containerId: row.id };
  return {
    kind: "answer",
    status: statusOf(row, route, nowMs),
    body: bodyOf(row, route),
    // A process at half its speed needs twice the millisecond that an answer takes.
    latencyMs: timeOf(row, BASE_LATENCY_MS, 0) + (route?.delayMs ?? 0) + workingMs,
    containerId: row.id,
    cpuMs,
  };
};

const statusOf = (row: ProcessRow, route: RouteBehaviour | undefined, nowMs: number): number => {
  const isTroubled = row.trouble !== undefined && row.trouble.untilMs > nowMs && !isAlwaysAlive(route?.path);
  return isTroubled ? row.trouble.status : (route?.status ?? 404);
};

const bodyOf = (row: ProcessRow, route: RouteBehaviour | undefined): string =>
  route ? spoken(route.body ?? "", row) : "404 page not found";

/** Until when `path` certainly answers what it answers now. */
export const steadyUntil = (
  row: ProcessRow,
  image: ImageBehaviour,
  { path, nowMs }: { readonly path: string; readonly nowMs: number },
): number => {
  const next = Math.min(routeChangesAt(image, path, elapsedOf(row, nowMs)), image.hangAtMs ?? Infinity);
  return next === Infinity ? Infinity : Math.ceil(whenElapsed(row, next));
};
