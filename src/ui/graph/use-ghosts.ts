import { useEffect, useLayoutEffect, useState, type RefObject } from "react";
import type { Box } from "#app/graph/geometry";
import type { GraphLayout } from "#app/graph/layout";
import type { ClusterView } from "#app/view-models/graph";
import { prefersReducedMotion } from "../common/use-media.ts";
import { useGraphStore, type GraphStore } from "./graph-store.ts";

export interface Flight {
  readonly uid: string;
  readonly name: string;
  readonly from: Box;
  readonly to: Box;
}

/** More at once than the eye can follow: they are simply there. */
const MOST_FLIGHTS = 20;
const FLY_MS = 520;
const EASE_DOCK = "cubic-bezier(.35, 0, .1, 1)";

export function useGhosts(): { readonly flights: readonly Flight[]; readonly land: (uid: string) => void } {
  const store = useGraphStore();
  const [flights, setFlights] = useState<readonly Flight[]>([]);
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.view === before.view) return;
        if (state.view.motion === "still") {
          setFlights((now) => (now.length === 0 ? now : []));
          setFlying(store, []);
          return;
        }
        const begun = prefersReducedMotion() ? [] : findFlights(before.layout, state.layout, state.view);
        if (begun.length === 0 || begun.length > MOST_FLIGHTS) return;
        setFlights((now) => [...now.filter((one) => !begun.some((flight) => flight.uid === one.uid)), ...begun]);
        setFlying(store, [...state.flying, ...begun.map((flight) => flight.uid)]);
      }),
    [store],
  );
  const [landed] = useState(() => new Set<string>());
  const land = (uid: string): void => {
    landed.add(uid);
    if (landed.size > 1) return;
    // Those that began together end together, each with an event of its own: one drawing for all of them, in this same frame.
    requestAnimationFrame(() => {
      const ended = new Set(landed);
      landed.clear();
      setFlights((now) => now.filter((flight) => !ended.has(flight.uid)));
      setFlying(
        store,
        [...store.getState().flying].filter((other) => !ended.has(other)),
      );
    });
  };
  return { flights, land };
}

function setFlying(store: GraphStore, uids: readonly string[]): void {
  if (uids.length === 0 && store.getState().flying.size === 0) return;
  store.setState({ flying: new Set(uids) });
}

/** Who got a berth since the last view: from the queue, or newly born. */
function findFlights(before: GraphLayout, after: GraphLayout, view: ClusterView): readonly Flight[] {
  const flights: Flight[] = [];
  for (const node of view.bays) {
    for (const pod of node.pods) {
      const to = after.pods.get(pod.uid);
      const was = before.pods.get(pod.uid);
      if (to === undefined || to.bayId === null || pod.kind === "system") continue;
      if (was !== undefined && was.bayId !== null) continue;
      const from = was?.box ?? before.queue ?? after.queue;
      if (from === null || from === undefined) continue;
      flights.push({ uid: pod.uid, name: pod.shortName, from, to: to.box });
    }
  }
  return flights;
}

/** One flight by the browser's own animation: quick away, slow berthing, on a flat arc. */
export function useFlight(ref: RefObject<HTMLElement | null>, flight: Flight, onLand: (uid: string) => void): void {
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const { from, to } = flight;
    const middle = { x: (from.x + to.x) / 2, y: Math.min(from.y, to.y) - 24 };
    const animation = element.animate(
      [
        { transform: at(from), opacity: 0.5 },
        { transform: at(middle), opacity: 0.9, offset: 0.45 },
        { transform: at(to), opacity: 1 },
      ],
      { duration: FLY_MS, easing: EASE_DOCK, fill: "both" },
    );
    animation.onfinish = () => onLand(flight.uid);
    return () => animation.cancel();
    // A flight is one motion: it starts once and is not steered.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [ref, flight]);
}

function at(point: { readonly x: number; readonly y: number }): string {
  return `translate(${point.x}px, ${point.y}px)`;
}
