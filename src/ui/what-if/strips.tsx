// The requests of both futures, one above the other, on one ruler; drag to move the clock of both.
import { useMemo, useRef, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import type { PairView } from "#app/what-if/pair";
import type { WhatIfWords } from "#app/i18n/what-if-en";
import { useBoxSize } from "../common/use-box-size.ts";
import { createScale } from "../timeline/time-scale.ts";
import { FailureStrip } from "../timeline/track-drawing.tsx";
import css from "./what-if.module.css";

const STEP_MS = 1000;
const LEAP_MS = 10_000;
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP_MS,
  ArrowRight: STEP_MS,
  PageDown: -LEAP_MS,
  PageUp: LEAP_MS,
};

export interface StripsProps {
  readonly view: PairView;
  readonly names: readonly [string, string];
  readonly words: WhatIfWords;
  readonly onSeek: (ms: number) => void;
}

/** Beside its line, on the side that has room. */
const partsAt = (x: number, width: number): CSSProperties =>
  x > width / 2 ? { left: "auto", right: width - x + 3 } : { left: x + 3 };

export function Strips({ view, names, words, onSeek }: StripsProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const { width, height } = useBoxSize(ref, { width: 900, height: 84 });
  const { seenMs } = view;
  const scale = useMemo(
    () => createScale([{ kind: "run", fromMs: 0, toMs: Math.max(1, seenMs), text: "" }], 0, width),
    [seenMs, width],
  );
  const seekTo = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onSeek(Math.min(seenMs, scale.toMs(event.clientX - event.currentTarget.getBoundingClientRect().left)));
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(Math.max(0, view.nowMs + by));
  };
  const half = height / 2;
  const strip = { binMs: view.binMs, fullBin: view.fullBin, scale };
  const x = scale.toX(view.nowMs);
  return (
    <div
      ref={ref}
      className={css["strips"]}
      role="slider"
      tabIndex={0}
      aria-label={`${words.clock}. ${words.requests}`}
      aria-valuemin={0}
      aria-valuemax={Math.round(seenMs / 1000)}
      aria-valuenow={Math.round(view.nowMs / 1000)}
      aria-valuetext={view.nowText}
      onPointerDown={seekTo}
      onPointerMove={seekTo}
      onKeyDown={onKey}
    >
      <svg width={width} height={height} aria-hidden="true">
        <FailureStrip bins={view.left.bins} {...strip} top={2} bottom={half - 2} />
        <FailureStrip bins={view.right.bins} {...strip} top={half + 2} bottom={height - 2} />
        <path className={css["middle"]} d={`M0 ${half}H${width}`} />
        {view.parting === null ? null : (
          <path className={css["parts"]} d={`M${scale.toX(view.parting.atMs)} 0V${height}`} />
        )}
        <path className={css["playhead"]} d={`M${x} 0V${height}`} />
      </svg>
      {view.parting === null ? null : (
        <span className={css["partsAt"]} style={partsAt(scale.toX(view.parting.atMs), width)}>
          {words.parts(view.parting.atText)}
        </span>
      )}
      <span style={{ top: 0 }}>{names[0]}</span>
      <span style={{ top: "50%" }}>{names[1]}</span>
    </div>
  );
}
