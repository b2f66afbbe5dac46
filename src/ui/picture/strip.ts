// The strip below a picture: requests over time, failed ones in red lead, and where one is.
import type { EmbedWords } from "#app/i18n/embed-en";
import type { TimelineBin } from "#app/view-models/timeline";
import { tag, words } from "./svg.ts";

export interface Strip {
  readonly bins: readonly TimelineBin[];
  /** On the clock of the bins. */
  readonly fromMs: number;
  readonly toMs: number;
}

export const STRIP_HEIGHT = { stage: 84, tall: 62 } as const;
/** What the button takes at the left. */
const BUTTON_ROOM = { stage: 122, tall: 76 } as const;
const COLUMNS = { stage: 90, tall: 44 } as const;

export interface StripOptions {
  readonly shape: "stage" | "tall";
  readonly width: number;
  /** Its top in the picture. */
  readonly top: number;
  readonly text: EmbedWords;
  /** null: a picture that nothing can be done to. */
  readonly button: "play" | "pause" | null;
  /** What is not seen yet is drawn in pencil. */
  readonly nowMs?: number;
}

/** Where a moment stands. */
export const stripX = (strip: Strip, atMs: number, { shape, width }: Pick<StripOptions, "shape" | "width">): number => {
  const left = BUTTON_ROOM[shape];
  const share = (atMs - strip.fromMs) / Math.max(1, strip.toMs - strip.fromMs);
  return left + Math.max(0, Math.min(1, share)) * (width - left - 24);
};

export const drawStrip = (strip: Strip, options: StripOptions): string => {
  const { shape, width, top, text } = options;
  const isTall = shape === "tall";
  const height = STRIP_HEIGHT[shape];
  const foot = top + height - (isTall ? 20 : 28);
  const size = isTall ? 11.5 : 15;
  return [
    tag("path", { d: `M0 ${top}h${width}v${height}H0z`, class: "f-sheet" }),
    tag("path", { d: `M0 ${top}h${width}`, class: "s-ink-2" }),
    drawBins(strip, options, { foot, room: foot - top - (isTall ? 10 : 14) }),
    tag("path", { d: `M${BUTTON_ROOM[shape]} ${foot}H${width - 24}`, class: "s-line-strong" }),
    words(width - 24, top + height - (isTall ? 5 : 9), text.failedRequests, { size, look: "f-fail b", anchor: "end" }),
    drawButton(options),
  ].join("");
};

const drawButton = ({ shape, top, button }: StripOptions): string => {
  if (button === null) return "";
  const isTall = shape === "tall";
  const r = isTall ? 22 : 31;
  const [x, y] = [isTall ? 36 : 56, top + STRIP_HEIGHT[shape] / 2];
  const s = r / 31;
  const d =
    button === "play"
      ? `M${x - 9 * s} ${y - 14 * s}v${28 * s}l${24 * s}-${14 * s}z`
      : `M${x - 11 * s} ${y - 13 * s}h${8 * s}v${26 * s}h-${8 * s}zM${x + 3 * s} ${y - 13 * s}h${8 * s}v${26 * s}h-${8 * s}z`;
  return tag("circle", { cx: x, cy: y, r, class: "f-action" }) + tag("path", { d, class: "f-on-fill" });
};

const SECOND_MS = 1000;

/** Whole seconds put together until there is a column for each. */
const columnsOf = ({ bins, fromMs, toMs }: Strip, most: number): { served: number; failed: number }[] => {
  const stepMs = Math.max(1, Math.ceil((toMs - fromMs) / SECOND_MS / most)) * SECOND_MS;
  const count = Math.max(1, Math.ceil((toMs - fromMs) / stepMs));
  const columns = Array.from({ length: count }, () => ({ served: 0, failed: 0 }));
  for (const bin of bins) {
    const column = columns[Math.floor((bin.fromMs - fromMs) / stepMs)];
    if (!column) continue;
    column.served += bin.served;
    column.failed += bin.failed;
  }
  return columns;
};

const drawn = (d: string, look: string, opacity?: number): string =>
  d === "" ? "" : tag("path", { d, class: look, opacity });

const drawBins = (strip: Strip, options: StripOptions, { foot, room }: { foot: number; room: number }): string => {
  const { shape, width, nowMs } = options;
  const columns = columnsOf(strip, COLUMNS[shape]);
  const full = Math.max(1, ...columns.map(({ served, failed }) => served + failed));
  const left = BUTTON_ROOM[shape];
  const step = (width - left - 24) / columns.length;
  const now = nowMs === undefined ? width : stripX(strip, nowMs, options);
  const paths = { served: "", failed: "", servedAhead: "", failedAhead: "" };
  columns.forEach(({ served, failed }, i) => {
    const x = Math.round((left + i * step) * 10) / 10;
    const bar = (from: number, count: number): string => {
      const h = Math.round((count / full) * room * 10) / 10;
      const y = Math.round((foot - (from / full) * room - h) * 10) / 10;
      return `M${x} ${y}h${Math.round((step - 1) * 10) / 10}v${h}H${x}z`;
    };
    const isAhead = x > now;
    if (served > 0) paths[isAhead ? "servedAhead" : "served"] += bar(failed, served);
    if (failed > 0) paths[isAhead ? "failedAhead" : "failed"] += bar(0, failed);
  });
  return (
    drawn(paths.served, "f-water-deep") +
    drawn(paths.failed, "f-fail") +
    drawn(paths.servedAhead, "f-water-deep", 0.45) +
    drawn(paths.failedAhead, "f-fail", 0.45)
  );
};

/** The name of the failed ones stands at the right; nothing is written over it. */
const LEGEND = { stage: 150, tall: 112 } as const;

/** Of a bold letter, as a share of its size. */
const WIDE = 0.62;

/** A knob that stands at a moment; what it says stands beside it. */
export const drawPlayhead = (
  x: number,
  label: string,
  { shape, top, width }: Pick<StripOptions, "shape" | "top" | "width">,
): string => {
  const isTall = shape === "tall";
  const foot = top + STRIP_HEIGHT[shape] - (isTall ? 20 : 28);
  const size = isTall ? 11.5 : 15;
  const room = label.length * size * WIDE;
  const right = width - 24 - LEGEND[shape];
  const isFar = x + room > right;
  return (
    tag("path", { d: `M${Math.round(x)} ${top + 8}V${foot + 6}`, class: "s-ink", "stroke-width": 2 }) +
    tag("circle", { cx: Math.round(x), cy: top + 8, r: isTall ? 4.5 : 6, class: "f-ink" }) +
    words(
      isFar ? Math.max(Math.min(x - 6, right), BUTTON_ROOM[shape] + room) : x,
      top + STRIP_HEIGHT[shape] - (isTall ? 5 : 9),
      label,
      {
        size,
        look: "f-ink b",
        ...(isFar ? { anchor: "end" as const } : {}),
      },
    )
  );
};
