import { memo, type ReactNode } from "react";
import { cx } from "../common/cx.ts";
import { useGraph } from "./graph-store.ts";
import css from "./edges.module.css";

interface EdgeProps {
  readonly id: string;
}

/** Solid: requests travel it. */
export const TrafficEdge = memo(function TrafficEdge({ id }: EdgeProps): ReactNode {
  return <Line id={id} />;
});

/** Dashed: owns or selects. */
export const OwnerEdge = memo(function OwnerEdge({ id }: EdgeProps): ReactNode {
  return <Line id={id} className={css["owns"]} />;
});

/** Dotted, only while an image is pulled. */
export const PullEdge = memo(function PullEdge({ id }: EdgeProps): ReactNode {
  return <Line id={id} className={css["pull"]} />;
});

/** From a service along the foot of a bay, with a spur to each endpoint. */
export const EndpointRail = memo(function EndpointRail({ id }: EdgeProps): ReactNode {
  const edge = useGraph((state) => state.edges.get(id));
  if (edge === undefined) return null;
  return (
    <>
      <path className={css["edge"]} d={edge.d} />
      {edge.badPath === "" ? null : <path className={cx(css["edge"], css["bad"])} d={edge.badPath} />}
    </>
  );
});

function Line({ id, className }: { readonly id: string; readonly className?: string | undefined }): ReactNode {
  const edge = useGraph((state) => state.edges.get(id));
  if (edge === undefined) return null;
  const state = edge.state === "fail" ? css["bad"] : edge.state === "off" && css["off"];
  return <path className={cx(css["edge"], className, state)} d={edge.d} />;
}
