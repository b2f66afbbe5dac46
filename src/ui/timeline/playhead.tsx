// Where time stands.
import type { ReactNode } from "react";
import css from "./timeline.module.css";

/** Left of the line there must be room for the time. */
const KNOB_ROOM = 60;

export function Playhead({ x, text }: { readonly x: number; readonly text: string }): ReactNode {
  return (
    <div className={css["playhead"]} style={{ left: x }} aria-hidden="true">
      <span className={css["knob"]} data-side={x < KNOB_ROOM ? "right" : "left"}>
        {text}
      </span>
    </div>
  );
}
