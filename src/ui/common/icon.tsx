import type { ReactNode } from "react";
import type { Tone } from "#app/view-models/text";
import { cx } from "./cx.ts";
import type { IconName } from "./icons.ts";
import css from "./icon.module.css";

export interface IconProps {
  readonly name: IconName;
  readonly tone?: Tone;
  /** Pixels; 16 unless told. */
  readonly size?: number;
}

/** Decoration beside a word: hidden from screen readers. */
export function Icon({ name, tone, size }: IconProps): ReactNode {
  return (
    <svg
      className={cx(css["icon"], tone !== undefined && tone !== "ink" && tone)}
      width={size ?? 16}
      height={size ?? 16}
      aria-hidden="true"
    >
      <use href={`#i-${name}`} />
    </svg>
  );
}
