import { useRef, type ReactNode } from "react";
import { useTrafficDrawing } from "./use-traffic-drawing.ts";
import css from "./traffic-canvas.module.css";

/** One canvas for all requests: dots along edges and rails; a failed one turns into a cross and falls. */
export function TrafficCanvas(): ReactNode {
  const ref = useRef<HTMLCanvasElement>(null);
  useTrafficDrawing(ref);
  return <canvas ref={ref} className={css["canvas"]} aria-hidden="true" />;
}
