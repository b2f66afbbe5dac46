import { createContext, use, useCallback, useSyncExternalStore } from "react";
import { createStore, useStore, type StoreApi } from "zustand";
import type { GraphLayout } from "#app/graph/layout";
import { troubleOn, type BayLayout } from "#app/graph/bays";
import type { EdgeLayout } from "#app/graph/edge-layout";
import type {
  ClientsView,
  ClusterView,
  IngressView,
  NodeView,
  RegistryView,
  ServiceView,
  WorkloadView,
} from "#app/view-models/graph";
import type { WhyView } from "#app/view-models/why";

export interface GraphActions {
  /** An object was pressed; null: the empty ground was. */
  readonly onSelect: (id: string | null) => void;
  readonly onAskWhy: (id: string) => void;
}

export interface GraphState {
  readonly view: ClusterView;
  readonly layout: GraphLayout;
  readonly clients: ReadonlyMap<string, ClientsView>;
  readonly ingresses: ReadonlyMap<string, IngressView>;
  readonly services: ReadonlyMap<string, ServiceView>;
  readonly deployments: ReadonlyMap<string, WorkloadView>;
  readonly bays: ReadonlyMap<string, NodeView>;
  readonly bayLayouts: ReadonlyMap<string, BayLayout>;
  readonly edges: ReadonlyMap<string, EdgeLayout>;
  readonly registry: RegistryView | null;
  /** How much of what is folded away is in trouble. */
  readonly foldedTrouble: number;
  readonly selectedId: string | null;
  /** Evidence numbers by object id. */
  readonly balloons: ReadonlyMap<string, number>;
  /** Pods on their way from the queue to a bay: their place is an outline until they land. */
  readonly flying: ReadonlySet<string>;
  readonly isStage: boolean;
  readonly actions: GraphActions;
  readonly toggleControlPlane: () => void;
  readonly unfold: () => void;
}

export interface GraphStore extends StoreApi<GraphState> {
  /** Tells when something beside the view of this one pod may be different: whether it is selected, flies, is evidence. */
  readonly onPod: (uid: string, listener: () => void) => () => void;
}

export interface GraphInput {
  readonly view: ClusterView;
  readonly layout: GraphLayout;
  readonly selectedId: string | null;
  readonly why: WhyView | null;
  readonly actions: GraphActions;
  readonly toggleControlPlane: () => void;
  readonly unfold: () => void;
  readonly isStage: boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

export function createGraphStore(input: GraphInput): GraphStore {
  const store = createStore<GraphState>(() => ({ ...toState(input), flying: NOBODY }));
  const listeners = new Map<string, Set<() => void>>();
  // There may be a thousand pods: only those are asked of whom something is different.
  store.subscribe((state, before) => {
    for (const uid of changedPods(state, before)) for (const listener of listeners.get(uid) ?? []) listener();
  });
  const onPod: GraphStore["onPod"] = (uid, listener) => {
    const ofPod = listeners.get(uid) ?? new Set();
    listeners.set(uid, ofPod.add(listener));
    return () => {
      ofPod.delete(listener);
      if (ofPod.size === 0 && listeners.get(uid) === ofPod) listeners.delete(uid);
    };
  };
  return { ...store, onPod };
}

function changedPods(state: GraphState, before: GraphState): ReadonlySet<string> {
  const changed = new Set<string>();
  if (state.selectedId !== before.selectedId) {
    for (const id of [state.selectedId, before.selectedId]) if (id !== null) changed.add(id);
  }
  if (state.flying !== before.flying) {
    for (const uid of [...state.flying, ...before.flying]) changed.add(uid);
  }
  if (state.balloons !== before.balloons) {
    for (const id of [...state.balloons.keys(), ...before.balloons.keys()]) changed.add(id);
  }
  return changed;
}

/** Indexes by id, so that every drawn thing subscribes to its own object only. */
export function toState(input: GraphInput): Omit<GraphState, "flying"> {
  const { view, layout, why, ...rest } = input;
  const bays = byId(view.bays);
  const folded = (layout.fold?.nodeIds ?? []).flatMap((id) => bays.get(id) ?? []);
  return {
    ...rest,
    view,
    layout,
    clients: byId(view.clients),
    ingresses: byId(view.ingresses),
    services: byId(view.services),
    deployments: byId(view.deployments),
    bays,
    registry: view.registry,
    foldedTrouble: troubleOn(folded),
    bayLayouts: byId(layout.bays),
    edges: byId(layout.edges),
    balloons: balloonsOf(why),
  };
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

const NO_BALLOONS: ReadonlyMap<string, number> = new Map();

function balloonsOf(why: WhyView | null): ReadonlyMap<string, number> {
  if (why === null) return NO_BALLOONS;
  const balloons = new Map<string, number>();
  for (const evidence of why.evidence) {
    for (const target of evidence.targets) {
      if (target.kind === "line" || target.kind === "time") continue;
      balloons.set(target.kind === "hop" ? `hop:${target.id}` : target.id, evidence.n);
    }
  }
  return balloons;
}

export const GraphContext = createContext<GraphStore | null>(null);

export function useGraphStore(): GraphStore {
  const store = use(GraphContext);
  if (store === null) throw new Error("This belongs inside a ClusterGraph.");
  return store;
}

export function useGraph<T>(select: (state: GraphState) => T): T {
  return useStore(useGraphStore(), select);
}

const SELECTED = 1;
const FLYING = 2;

export interface PodFlags {
  readonly isSelected: boolean;
  readonly isFlying: boolean;
  /** The number of the evidence that it is; 0: none. */
  readonly balloon: number;
}

/** What the graph knows about a pod beside its view. */
export function usePodFlags(uid: string): PodFlags {
  const store = useGraphStore();
  const subscribe = useCallback((listener: () => void) => store.onPod(uid, listener), [store, uid]);
  const flags = useSyncExternalStore(subscribe, () => podFlags(store.getState(), uid));
  return { isSelected: (flags & SELECTED) !== 0, isFlying: (flags & FLYING) !== 0, balloon: flags >> 2 };
}

/** In one number: the balloon stands in the upper bits. */
function podFlags(state: GraphState, uid: string): number {
  const selected = state.selectedId === uid ? SELECTED : 0;
  const flying = state.flying.has(uid) ? FLYING : 0;
  return selected + flying + (state.balloons.get(uid) ?? 0) * 4;
}
