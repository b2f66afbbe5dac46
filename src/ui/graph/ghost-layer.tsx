import { useRef, type ReactNode } from "react";
import { ViewportPortal } from "@xyflow/react";
import { useFlight, useGhosts, type Flight } from "./use-ghosts.ts";
import css from "./ghost-layer.module.css";

/** Pods that get a node fly there above everything; their place is an outline until they land. */
export function GhostLayer(): ReactNode {
  const { flights, land } = useGhosts();
  if (flights.length === 0) return null;
  return (
    <ViewportPortal>
      <div className={css["layer"]}>
        {flights.map((flight) => (
          <Ghost key={flight.uid} flight={flight} onLand={land} />
        ))}
      </div>
    </ViewportPortal>
  );
}

interface GhostProps {
  readonly flight: Flight;
  readonly onLand: (uid: string) => void;
}

function Ghost({ flight, onLand }: GhostProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useFlight(ref, flight, onLand);
  return (
    <div
      ref={ref}
      className={css["ghost"]}
      style={{ width: flight.to.width, height: flight.to.height }}
      aria-hidden="true"
    >
      {flight.name}
    </div>
  );
}
