import type { ReactNode } from "react";
import { create } from "zustand";
import { useText } from "./use-text.tsx";
import { cx } from "./cx.ts";
import css from "./balloon.module.css";

/** The number whose twins are raised while one of them is pointed at. */
export const useRaisedBalloon = create<{ readonly raised: number | null }>(() => ({ raised: null }));

export const raiseBalloon = (n: number | null): void => useRaisedBalloon.setState({ raised: n });

export interface BalloonProps {
  readonly n: number;
  readonly className?: string | undefined;
}

export function Balloon({ n, className }: BalloonProps): ReactNode {
  const isRaised = useRaisedBalloon((state) => state.raised === n);
  const text = useText();
  return (
    <span
      className={cx(css["balloon"], isRaised && css["raised"], className)}
      data-balloon={n}
      onPointerEnter={() => raiseBalloon(n)}
      onPointerLeave={() => raiseBalloon(null)}
    >
      <span aria-hidden="true">{n}</span>
      <span className="vh">{text.graph.evidence(n)}</span>
    </span>
  );
}
