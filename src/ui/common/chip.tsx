import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import css from "./chip.module.css";

export interface ChipProps {
  readonly tone?: "fail" | "ok" | "wait";
  readonly children: ReactNode;
}

export function Chip({ tone, children }: ChipProps): ReactNode {
  return <span className={cx(css["chip"], tone !== undefined && css[tone])}>{children}</span>;
}
