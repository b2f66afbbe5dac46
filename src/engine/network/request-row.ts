// Models a request under way as a plain row: what is known of it, and the end that it is going to have.
import type { JsonObject, StringMap } from "#api/meta";
import type { ProxyEndpoint } from "./proxy-rules.ts";
import type { Answer, FailReason, Hop, Outcome, Source } from "./request.ts";
import type { Upstream, Walk } from "./way.ts";

/** Who is called when it is over: a timer `component/handler` fires at once with this key, its data the Answer. */
export interface Notify {
  readonly handler: string;
  readonly key: string;
}

/** What a request is from the start. */
export interface RequestHead {
  readonly id: string;
  readonly client: string;
  readonly source: Source;
  readonly url: string;
  readonly host?: string;
  readonly startMs: number;
  readonly deadlineMs: number;
  readonly notify?: Notify;
}

/** What will come of it, and when. Without an outcome the ingress is waiting to try again. */
export interface Plan {
  readonly endMs: number;
  readonly outcome?: Outcome;
  readonly status?: number;
  readonly body?: string;
  readonly headers?: StringMap;
  readonly reason?: FailReason;
  /** The container that works on it, and what that costs. */
  readonly containerId?: string;
  readonly cpuMs?: number;
}

export interface RequestRow extends Plan {
  readonly head: RequestHead;
  readonly hops: readonly Hop[];
  readonly elapsedMs: number;
  readonly timer: number;
  readonly endpoint?: ProxyEndpoint;
  readonly upstream?: Upstream;
  readonly remote?: string;
}

/** A request that is over, as pictures want it. */
export interface FinishedRequest extends Answer {
  readonly id: string;
  readonly client: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What the client will have of this walk, and when: an answer that comes after it has gone is none. */
export const planOf = ({ end, elapsedMs }: Walk, { startMs, deadlineMs }: RequestHead): Plan => {
  const held = "containerId" in end && end.containerId !== undefined ? { containerId: end.containerId } : {};
  const late = (reason: FailReason): Plan => ({ endMs: deadlineMs, outcome: "timeout", reason, ...held });
  switch (end.kind) {
    case "silence":
      return late(end.reason);
    case "unresolved":
      return { endMs: startMs, outcome: "unresolved", reason: end.reason };
    case "refused":
      return { endMs: startMs + end.latencyMs, outcome: "refused", reason: end.reason };
    case "retry": {
      const endMs = startMs + elapsedMs + end.afterMs;
      return endMs < deadlineMs ? { endMs, reason: end.reason, ...held } : late(end.reason);
    }
    case "answer": {
      const { status, body, latencyMs, reason, headers, cpuMs } = end;
      const work = cpuMs === undefined ? held : { ...held, cpuMs };
      if (startMs + latencyMs > deadlineMs) return { ...late("slow"), ...work };
      return {
        endMs: startMs + latencyMs,
        outcome: String(status),
        status,
        body,
        ...(reason ? { reason } : {}),
        ...(headers ? { headers } : {}),
        ...work,
      };
    }
  }
};

export const makeRow = (head: RequestHead, way: Walk, { plan, timer }: { plan: Plan; timer: number }): RequestRow => ({
  ...plan,
  head,
  hops: way.hops,
  elapsedMs: way.elapsedMs,
  timer,
  ...(way.endpoint ? { endpoint: way.endpoint } : {}),
  ...(way.upstream ? { upstream: way.upstream } : {}),
  ...(way.remote === undefined ? {} : { remote: way.remote }),
});

/** The same request, its connection cut at `endMs`. */
export const cutOff = (row: RequestRow, endMs: number, timer: number): RequestRow => {
  const { status: _s, body: _b, headers: _h, containerId: _c, cpuMs: _w, ...rest } = row;
  return { ...rest, endMs, timer, outcome: "reset", reason: "died" };
};

/** The same request, of which nothing will be heard any more. */
export const silenced = (row: RequestRow, timer: number): RequestRow => {
  const { status: _s, body: _b, headers: _h, containerId: _c, cpuMs: _w, ...rest } = row;
  return { ...rest, endMs: row.head.deadlineMs, timer, outcome: "timeout", reason: "no-answer" };
};

/** The walk that a row froze, to go on with. */
export const thawed = ({ hops, head, reason, upstream, remote }: RequestRow, nowMs: number): Walk => ({
  hops: [...hops],
  elapsedMs: nowMs - head.startMs,
  end: { kind: "retry", afterMs: 0, reason: reason ?? "no-answer" },
  ...(upstream ? { upstream } : {}),
  ...(remote === undefined ? {} : { remote }),
});

export const answerOf = (row: RequestRow, outcome: Outcome, nowMs: number): Answer => {
  const { hops, status, body, headers, reason, endpoint, remote } = row;
  return {
    outcome,
    latencyMs: nowMs - row.head.startMs,
    hops,
    ...(status === undefined ? {} : { status }),
    ...(body === undefined ? {} : { body }),
    ...(headers ? { headers } : {}),
    ...(reason ? { reason, failedAt: hops.length - 1 } : {}),
    ...(endpoint ? whoAnswered(hops, endpoint) : {}),
    ...(remote === undefined ? {} : { remote }),
  };
};

const whoAnswered = (
  hops: readonly Hop[],
  { podUid, node }: ProxyEndpoint,
): Pick<Answer, "pod" | "podUid" | "node"> => {
  const last = hops.at(-1);
  if (last?.kind !== "pod") return {};
  return { pod: last.name, ...(podUid ? { podUid } : {}), ...(node ? { node } : {}) };
};

/** What the run's log keeps of it. */
export const logData = ({ head, hops }: RequestRow, answer: Answer): JsonObject => ({
  id: head.id,
  url: head.url,
  latencyMs: answer.latencyMs,
  ...(answer.status === undefined ? {} : { status: answer.status }),
  ...(answer.pod === undefined ? {} : { pod: answer.pod }),
  ...(answer.node === undefined ? {} : { node: answer.node }),
  ...(answer.reason ? { reason: answer.reason, failedAt: answer.failedAt ?? 0 } : {}),
  hops: hops.map((hop) => `${hop.kind}/${hop.name}`),
});
