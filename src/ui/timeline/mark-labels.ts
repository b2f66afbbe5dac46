// Which marks of the timeline wear their words, and how many of them.
import type { TimelineMark } from "#app/view-models/timeline";
import type { TimeScale } from "./time-scale.ts";

const LETTER_WIDTH = 6.8;
const LONGEST_LABEL = 26;

/** Labels that do not lie on each other: a long one is shortened, one without room is told on focus only. */
export function labelsOf(
  marks: readonly TimelineMark[],
  scale: TimeScale,
): readonly { readonly mark: TimelineMark; readonly x: number; readonly label: string }[] {
  const shown = marks.filter((mark) => mark.isLabelShown);
  const labels: { mark: TimelineMark; x: number; label: string }[] = [];
  let free = 0;
  shown.forEach((mark, index) => {
    const x = scale.toX(mark.timeMs) + 14;
    const next = shown[index + 1];
    const room = (next === undefined ? scale.right + 100 : scale.toX(next.timeMs) - 4) - x;
    const most = Math.min(LONGEST_LABEL, Math.floor(room / LETTER_WIDTH));
    if (x < free || most < 6) return;
    const label = mark.label.length > most ? `${mark.label.slice(0, most - 1).trimEnd()}…` : mark.label;
    labels.push({ mark, x, label });
    free = x + label.length * LETTER_WIDTH;
  });
  return labels;
}
