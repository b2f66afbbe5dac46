// Models one HTTP request and everything that can become of it: who sends it, the hops it takes, where and why it fails.
import type { StringMap } from "#api/meta";

/** Where a request starts. It decides which names resolve, which networks can be reached and what a NetworkPolicy sees. */
export type Source =
  /** Beyond the firewall: a client's machine, a learner's laptop. `isRouted`: it has routes to cluster addresses too. */
  | { readonly kind: "outside"; readonly address?: string; readonly isRouted?: boolean }
  | { readonly kind: "node"; readonly node: string }
  /** `namespace/name` of the pod. */
  | { readonly kind: "pod"; readonly pod: string };

/** The client's name of whatever somebody asks at a prompt: no client of the cluster, whose traffic it is no part of. */
export const AT_PROMPT = "curl";

type HopKind = "client" | "firewall" | "ingress" | "node" | "service" | "pod";

/** One station of a request. `name`: the client's, node's or firewall's name, or `namespace/name`. */
export interface Hop {
  readonly kind: HopKind;
  readonly name: string;
  /** Virtual ms since the cluster was created. */
  readonly atMs: number;
  /** What happened here, for people: `worker-1:30080`, `10.244.1.5:8080`. */
  readonly what: string;
}

/** Why a request failed, at the hop where it did. Faces have words for each. */
export type FailReason =
  | "unresolved" // no such name
  | "no-route" // the source has no way to that network
  | "firewall" // dropped by an ACL row
  | "node-down" // the machine does not answer
  | "no-listener" // nothing on the node has that port
  | "no-service-port" // the service does not have that port
  | "no-endpoints" // the service has no endpoint: rejected
  | "no-local-endpoints" // externalTrafficPolicy or internalTrafficPolicy Local, and none here: dropped
  | "policy" // dropped by a NetworkPolicy
  | "not-listening" // the pod is there, the port is not (yet, or no longer)
  | "no-answer" // nobody has that address (any more)
  | "hung" // accepted and never answered
  | "slow" // answered after the client had gone
  | "died" // the container ended while it worked on the request
  | "no-rule" // the ingress knows no such host and path
  | "no-backend" // the ingress has no endpoint for the service
  | "bad-gateway" // every try of the ingress was refused or cut
  | "gateway-timeout" // the ingress waited in vain
  | "status"; // the application said so itself

/** A status code as text, or what the client saw instead of one: refused, timeout, reset, unresolved. */
export type Outcome = string;

/** What the client has in hand in the end. */
export interface Answer {
  readonly outcome: Outcome;
  readonly latencyMs: number;
  readonly hops: readonly Hop[];
  readonly status?: number;
  readonly body?: string;
  readonly headers?: StringMap;
  readonly reason?: FailReason;
  /** Index into `hops` of where it failed. */
  readonly failedAt?: number;
  /** `namespace/name` and uid of the pod that got it last. */
  readonly pod?: string;
  readonly podUid?: string;
  readonly node?: string;
  /** The address connected to: `10.77.0.12:30080`. */
  readonly remote?: string;
}
