import { useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";
import { useText } from "../common/use-text.tsx";
import css from "./splitter.module.css";

export interface SplitterProps {
  /** x: moves sideways. */
  readonly axis: "x" | "y";
  readonly label: string;
  /** Size of what it resizes, in pixels. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** The resized side lies after the splitter: dragging towards it makes it smaller. */
  readonly isReversed?: boolean;
  readonly style: CSSProperties;
  readonly onResize: (value: number) => void;
  readonly onReset: () => void;
}

const STEP = 16;

/** Drag, arrow keys, or a double click to go back to the usual size. */
export function Splitter(props: SplitterProps): ReactNode {
  const { axis, label, value, min, max, isReversed = false, style, onResize, onReset } = props;
  const text = useText();
  const start = useRef<{ readonly at: number; readonly value: number } | null>(null);
  const clamp = (next: number): number => Math.round(Math.min(max, Math.max(min, next)));
  const sign = isReversed ? -1 : 1;
  const onKeyDown = (event: KeyboardEvent): void => {
    const forward = axis === "x" ? "ArrowRight" : "ArrowDown";
    const backward = axis === "x" ? "ArrowLeft" : "ArrowUp";
    const step = event.code === forward ? STEP : event.code === backward ? -STEP : 0;
    if (event.code === "Home") onResize(min);
    else if (event.code === "End") onResize(max);
    else if (step !== 0) onResize(clamp(value + step * sign));
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={css["splitter"]}
      data-axis={axis}
      style={style}
      role="separator"
      // A separator that can be moved is a control.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-orientation={axis === "x" ? "vertical" : "horizontal"}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      title={text.common.dragToResize}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: axis === "x" ? event.clientX : event.clientY, value };
      }}
      onPointerMove={(event) => {
        if (start.current === null) return;
        const moved = (axis === "x" ? event.clientX : event.clientY) - start.current.at;
        onResize(clamp(start.current.value + moved * sign));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
