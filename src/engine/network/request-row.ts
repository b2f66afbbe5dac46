// Models a request under way as a plain row: what is known of it, and the end that it is going to have.
import type { Json, JsonObject, StringMap } from "#api/meta";
import type { ProxyEndpoint } from "./proxy-rules.ts";
import type { Answer, FailReason, Hop, Outcome, Source } from "./request.ts";
import type { Upstream, Walk } from "./way.ts";

/** Who is called when it is over: a timer `component/handler` fires at once with this key, its data the FinishedRequest. */
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
  readonly method?: string;
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

export interface RequestRow {
  readonly head: RequestHead;
  readonly plan: Plan;
  readonly timer: number;
  readonly hops: readonly Hop[];
  readonly elapsedMs: number;
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

// These are made for every request: fields are assigned one by one, which costs a fraction of spreading optional ones.
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What the client will have of this walk, and when: an answer that comes after it has gone is none. */
export const planOf = ({ end, elapsedMs }: Walk, { startMs, deadlineMs }: RequestHead): Plan => {
  switch (end.kind) {
    case "silence":
      return held({ endMs: deadlineMs, outcome: "timeout", reason: end.reason }, end.containerId);
    case "unresolved":
      return { endMs: startMs, outcome: "unresolved", reason: end.reason };
    case "refused":
      return { endMs: startMs + end.latencyMs, outcome: "refused", reason: end.reason };
    case "retry": {
      const endMs = startMs + elapsedMs + end.afterMs;
      const isInTime = endMs < deadlineMs;
      const plan: Plan = isInTime
        ? { endMs, reason: end.reason }
        : { endMs: deadlineMs, outcome: "timeout", reason: end.reason };
      return held(plan, end.containerId);
    }
    case "answer": {
      const endMs = startMs + end.latencyMs;
      const plan: Mutable<Plan> =
        endMs > deadlineMs
          ? { endMs: deadlineMs, outcome: "timeout", reason: "slow" }
          : { endMs, outcome: String(end.status), status: end.status, body: end.body };
      if (endMs <= deadlineMs && end.reason !== undefined) plan.reason = end.reason;
      if (endMs <= deadlineMs && end.headers !== undefined) plan.headers = end.headers;
      if (end.cpuMs !== undefined) plan.cpuMs = end.cpuMs;
      return held(plan, end.containerId);
    }
  }
};

const held = (plan: Mutable<Plan>, containerId: string | undefined): Plan => {
  if (containerId !== undefined) plan.containerId = containerId;
  return plan;
};

export const makeRow = (head: RequestHead, plan: Plan, timer: number, way: Walk): RequestRow => {
  const { hops, elapsedMs, endpoint, upstream, remote } = way;
  const row: Mutable<RequestRow> = { head, plan, timer, hops, elapsedMs };
  if (endpoint !== undefined) row.endpoint = endpoint;
  if (upstream !== undefined) row.upstream = upstream;
  if (remote !== undefined) row.remote = remote;
  return row;
};

/** The same request, its connection cut at `endMs`. */
export const cutOff = (row: RequestRow, endMs: number, timer: number): RequestRow => ({
  ...row,
  timer,
  plan: { endMs, outcome: "reset", reason: "died" },
});

/** The same request, of which nothing will be heard any more. */
export const silenced = (row: RequestRow, timer: number): RequestRow => ({
  ...row,
  timer,
  plan: { endMs: row.head.deadlineMs, outcome: "timeout", reason: "no-answer" },
});

/** The walk that a row froze, to go on with. */
export const thawed = ({ head, plan, hops, upstream, remote }: RequestRow, nowMs: number): Walk => ({
  hops: [...hops],
  elapsedMs: nowMs - head.startMs,
  end: { kind: "retry", afterMs: 0, reason: plan.reason ?? "no-answer" },
  ...(upstream ? { upstream } : {}),
  ...(remote === undefined ? {} : { remote }),
});

export const finished = (row: RequestRow, outcome: Outcome, endMs: number): FinishedRequest => {
  const { head, hops, endpoint, remote } = row;
  const { status, body, headers, reason } = row.plan;
  const { id, client, startMs } = head;
  const answer: Mutable<FinishedRequest> = { id, client, startMs, endMs, outcome, latencyMs: endMs - startMs, hops };
  if (status !== undefined) answer.status = status;
  if (body !== undefined) answer.body = head.method === "HEAD" ? "" : body;
  if (headers !== undefined) answer.headers = headers;
  if (reason !== undefined) {
    answer.reason = reason;
    answer.failedAt = hops.length - 1;
  }
  if (remote !== undefined) answer.remote = remote;
  const last = hops.at(-1);
  if (endpoint === undefined || last?.kind !== "pod") return answer;
  answer.pod = last.name;
  if (endpoint.podUid !== undefined) answer.podUid = endpoint.podUid;
  if (endpoint.node !== undefined) answer.node = endpoint.node;
  return answer;
};

/** What the run's log keeps of it. */
export const logData = ({ id, url }: RequestHead, answer: Answer): JsonObject => {
  const { latencyMs, status, pod, node, reason, failedAt, hops } = answer;
  const data: { [key: string]: Json } = { id, url, latencyMs };
  if (status !== undefined) data.status = status;
  if (pod !== undefined) data.pod = pod;
  if (node !== undefined) data.node = node;
  if (reason !== undefined) {
    data.reason = reason;
    data.failedAt = failedAt ?? 0;
  }
  data.hops = hops.map((hop) => `${hop.kind}/${hop.name}`);
  return data;
};
