// Pods as hulls, chips, tiles and blocks: shape and word before colour, as on the page.
import type { Box } from "#app/graph/geometry";
import type { PodDensity } from "#app/graph/metrics";
import type { PodView } from "#app/view-models/graph";
import { hullLook, POD_MARK_TONES, type HullLook } from "../graph/marks.ts";
import { icon, toneColour } from "./icon.ts";
import { tag, words } from "./svg.ts";

interface Look {
  readonly line: string;
  readonly isDashed: boolean;
  readonly text: string;
}
const LOOKS: Readonly<Record<HullLook, Look>> = {
  calm: { line: "line-strong", isDashed: false, text: "ink-3" },
  queued: { line: "wait", isDashed: true, text: "wait" },
  wait: { line: "wait", isDashed: true, text: "wait" },
  fail: { line: "fail", isDashed: false, text: "fail" },
  lost: { line: "lost", isDashed: true, text: "lost" },
  going: { line: "ink-3", isDashed: true, text: "ink-3" },
  done: { line: "line-strong", isDashed: false, text: "ink-3" },
  gone: { line: "ink-3", isDashed: true, text: "fail" },
};

export const drawPod = (pod: PodView, box: Box, density: PodDensity, scale: number): string => {
  if (density === "hull") return drawHull(pod, box, scale);
  const look = hullLook(pod);
  const { line, isDashed } = LOOKS[look];
  const frame = tag("rect", {
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
    rx: density === "chip" ? 8 : 3,
    class: `${look === "fail" ? "f-fail" : "f-raised"} s-${line}${isDashed ? " dash" : ""}`,
    "stroke-width": look === "fail" ? 2 : 1.2,
  });
  if (density !== "chip") return frame;
  const tone = look === "fail" ? "on-fill" : toneColour(POD_MARK_TONES[pod.mark]);
  const middle = box.y + box.height / 2;
  return (
    frame +
    icon(pod.mark, { x: box.x + 13, y: middle }, 13, tone) +
    words(box.x + 23, middle + 4, pod.shortName.slice(0, 3), {
      size: 12,
      look: look === "fail" ? "f-on-fill m" : "f-ink m",
    })
  );
};

const hullPath = ({ x, y, width, height }: Box, bow: number): string =>
  `M${x} ${y}h${width - bow}a${bow} ${bow} 0 0 1 ${bow} ${bow}v${height - 2 * bow}a${bow} ${bow} 0 0 1-${bow} ${bow}h-${width - bow}z`;

const drawHull = (pod: PodView, box: Box, scale: number): string => {
  const look = hullLook(pod);
  const { line, isDashed, text } = LOOKS[look];
  const d = hullPath(box, 14 * scale);
  const frame = { d, class: `n s-${line}${isDashed ? " dash" : ""}`, "stroke-width": look === "fail" ? 2.4 : 1.5 };
  const level = 9 * scale;
  const left = box.x + level + 8 * scale;
  const room = box.x + box.width - left - 8 * scale;
  const row = 17 * scale;
  const first = box.y + 22 * scale;
  const mark = 15 * scale;
  const isSystem = pod.kind === "system";
  const nameLeft = isSystem ? left : left + mark + 4 * scale;
  return [
    tag("path", { d, class: look === "fail" ? "f-fail-soft" : "f-raised" }),
    drawLevel(pod, box, level),
    tag("path", frame),
    isSystem
      ? ""
      : icon(pod.mark, { x: left + mark / 2, y: first - 4.5 * scale }, mark, toneColour(POD_MARK_TONES[pod.mark])),
    words(nameLeft, first, pod.shortName, {
      size: (isSystem ? 12 : 14) * scale,
      look: "f-ink m b",
      width: room - nameLeft + left,
    }),
    words(left, first + row, pod.statusLine, {
      size: 12 * scale,
      look: `f-${text === "fail" ? "ink-2" : text}`,
      width: room,
    }),
    words(left, first + 2 * row, pod.truthLine ?? "", {
      size: 12 * scale,
      look: `f-${look === "calm" ? "ink-2" : text} b`,
      width: room,
    }),
  ].join("");
};

/** Memory is a level: over the load line it sinks. */
const drawLevel = ({ memory }: PodView, { x, y, height }: Box, width: number): string => {
  if (memory === null || memory.full <= 0) return "";
  // In steps, so that a picture is drawn again only when one can see that it is another.
  const share = Math.round(Math.min(1, memory.usage / memory.full) * 20) / 20;
  const isOver = memory.state === "over" || memory.state === "near";
  const lineY = memory.limit === null ? null : y + height * (1 - Math.min(1, memory.limit / memory.full)) + 2;
  return [
    tag("rect", { x, y, width, height, class: "f-well" }),
    tag("rect", {
      x,
      y: y + height * (1 - share),
      width,
      height: height * share,
      class: isOver ? "f-fail" : "f-water-deep",
    }),
    lineY === null ? "" : tag("path", { d: `M${x} ${lineY}h${width}`, class: "s-ink-2", "stroke-width": 2 }),
  ].join("");
};
