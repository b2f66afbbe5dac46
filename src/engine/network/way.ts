// The steps that every way through the network is made of: a hop taken, an end reached.
// Simplified: a hop takes a millisecond there and one back, whatever the distance; the few milliseconds until it arrives change nothing.
import type { StringMap } from "#api/meta";
import type { Applications } from "../apps/applications.ts";
import type { Machines } from "../node/machines.ts";
import type { Sim } from "../sim.ts";
import type { Firewall } from "./firewall.ts";
import type { IngressController } from "./ingress.ts";
import type { Names } from "./names.ts";
import type { NetworkPolicies } from "./network-policy.ts";
import type { KubeProxy } from "./proxy.ts";
import type { ProxyEndpoint } from "./proxy-rules.ts";
import type { FailReason, Hop, Source } from "./request.ts";
import type { ParsedUrl } from "./url.ts";

export interface Wires {
  readonly sim: Sim;
  readonly names: Names;
  readonly proxy: KubeProxy;
  readonly ingress: IngressController;
  readonly firewall: Firewall;
  readonly policies: NetworkPolicies;
  readonly apps: Applications;
  readonly machines: Machines;
}

export interface Errand {
  readonly client: string;
  readonly source: Source;
  readonly url: ParsedUrl;
  /** The Host header, if it differs from the URL's. */
  readonly host?: string;
  /** GET if absent. */
  readonly method?: string;
}

/** How a walk ends. `latencyMs` counts from when the request was sent. */
export type WalkEnd =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly latencyMs: number;
      readonly reason?: FailReason;
      readonly headers?: StringMap;
      readonly containerId?: string;
      /** What it costs the container in CPU. */
      readonly cpuMs?: number;
    }
  | { readonly kind: "refused"; readonly latencyMs: number; readonly reason: FailReason }
  /** Nothing ever comes back. `containerId`: somebody holds the connection all the same. */
  | { readonly kind: "silence"; readonly reason: FailReason; readonly containerId?: string }
  | { readonly kind: "unresolved"; readonly reason: FailReason }
  /** The ingress waits for this long and then tries another endpoint. */
  | { readonly kind: "retry"; readonly afterMs: number; readonly reason: FailReason; readonly containerId?: string };

export interface Walk {
  readonly hops: Hop[];
  /** When the request is at its last hop, from when it was sent. */
  elapsedMs: number;
  end: WalkEnd;
  /** What a keep-alive connection would hold on to. */
  endpoint?: ProxyEndpoint;
  /** What the ingress is at, if one is on the way. */
  upstream?: Upstream;
  remote?: string;
}

/** A request in the hands of the ingress. */
export interface Upstream {
  readonly backend: string;
  readonly uri: string;
  readonly tries: number;
  /** A POST that reached an application is never sent to another: it may have done its work. */
  readonly isIdempotent: boolean;
}

const HOP_MS = 1;

export const begin = (sim: Sim, client: string): Walk => ({
  hops: [{ kind: "client", name: client, atMs: sim.now(), what: "" }],
  elapsedMs: 0,
  end: { kind: "silence", reason: "no-route" },
});

/** The next station, a millisecond on. */
export const step = (sim: Sim, way: Walk, { kind, name, what }: Omit<Hop, "atMs">): void => {
  way.elapsedMs += HOP_MS;
  way.hops.push({ kind, name, atMs: sim.now() + way.elapsedMs, what });
};
/** Undoes the last step: nothing was there. */
export const stepBack = (way: Walk): void => {
  way.elapsedMs -= HOP_MS;
  way.hops.pop();
};

export const end = (way: Walk, how: WalkEnd): Walk => {
  way.end = how;
  return way;
};
export const refuse = (way: Walk, reason: FailReason): Walk =>
  end(way, { kind: "refused", latencyMs: thereAndBack(way), reason });
export const lose = (way: Walk, reason: FailReason): Walk => end(way, { kind: "silence", reason });

/** From when it was sent to when word from the last hop is back. */
export const thereAndBack = (way: Walk): number => way.elapsedMs + (way.hops.length - 1) * HOP_MS;
