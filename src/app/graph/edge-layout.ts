// What the lines between cards are made from and become.
import type { ClusterView } from "../view-models/graph.ts";
import type { BayLayout } from "./bays.ts";
import { centreY, type Box, type Point } from "./geometry.ts";
import type { Metrics } from "./metrics.ts";

export interface EdgeLayout {
  readonly id: string;
  readonly kind: "traffic" | "owns" | "pull" | "rail";
  readonly from: string;
  readonly to: string;
  readonly d: string;
  /** Of a rail: the part that leads to a failing endpoint only. */
  readonly badPath: string;
  readonly state: "calm" | "fail" | "off";
}

/** Key of a stretch that a request travels: the two hops. */
export const routeKey = (from: string, to: string): string => `${from}\n${to}`;

export interface RoutesInput {
  readonly view: ClusterView;
  readonly metrics: Metrics;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly bays: readonly BayLayout[];
  /** Where a rail leaves for the bays. */
  readonly trunkX: number;
  readonly isTall: boolean;
}

export interface RoutesOut {
  readonly routes: Map<string, readonly Point[]>;
  readonly edges: EdgeLayout[];
}

/** Where traffic enters a card. */
export function inletY(box: Box, input: RoutesInput): number {
  return input.isTall ? centreY(box) : Math.round(centreY(box));
}
