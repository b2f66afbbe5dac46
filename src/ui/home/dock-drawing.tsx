import type { ReactNode } from "react";
import css from "./home.module.css";

/** A hull: square stern, round bow. */
function hull(x: number, y: number, width: number, height: number): string {
  const r = height / 2;
  return `M${x} ${y}h${width - r}a${r} ${r} 0 0 1 0 ${height}h${r - width}z`;
}

/** A bay of the map: as a hull, with corners rather than a half circle. */
function bay(x: number, y: number, width: number, height: number): string {
  const r = Math.min(14, height / 2);
  return `M${x} ${y}h${width - r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${r - width}z`;
}

const row = (y: number, count: number): string =>
  Array.from({ length: count }, (_, index) => hull(16 + index * 28, y, 22, 13)).join("");

const THREE_BAYS = [4, 24, 44];

/** What goes wrong in each case, in ten lines of ink; `trouble` is the part that wears red lead while one works on it. */
const DRAWINGS: Readonly<
  Record<
    string,
    {
      readonly ink: string;
      readonly bays: string;
      readonly trouble: string;
      readonly dashed?: string;
      readonly words?: readonly (readonly [number, number, string])[];
    }
  >
> = {
  "case-1": {
    bays: bay(8, 10, 128, 44),
    ink: row(16, 4) + row(35, 4),
    trouble: hull(128, 35, 22, 13) + hull(156, 35, 22, 13),
  },
  "case-2": {
    bays: bay(20, 10, 140, 44),
    ink: hull(28, 22, 24, 20) + hull(128, 22, 24, 20),
    trouble: bay(56, 4, 62, 56),
  },
  "case-3": {
    bays: "",
    ink: `${hull(34, 22, 38, 22)}${hull(110, 22, 38, 22)}M80 33h20m-5-4 6 4-6 4`,
    trouble: "",
    words: [
      [39, 37, "1.0"],
      [115, 37, "1.0"],
    ],
  },
  "case-4": {
    bays: bay(20, 10, 140, 44),
    ink: `${hull(28, 22, 28, 20)}M104 44h46M112 41v3M122 41v3M132 41v3M142 41v3M140 27a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM132 22v5h4`,
    trouble: "M64 44V28h8v16M76 44V18h8v26M88 44V22h8v22",
  },
  "case-5": {
    bays: bay(20, 4, 140, 26) + bay(20, 36, 140, 26),
    ink: hull(28, 9, 26, 16) + hull(60, 9, 26, 16) + hull(92, 9, 26, 16),
    trouble: "M14 34 166 0",
  },
  "case-6": {
    bays: THREE_BAYS.map((y) => bay(64, y, 100, 17)).join(""),
    ink: THREE_BAYS.map((y) => hull(72, y + 2.5, 22, 12)).join(""),
    trouble: "M48 33h10",
    dashed: hull(14, 24, 30, 18),
  },
  "case-7": {
    bays: "",
    ink: "M30 14h120M30 46h120",
    trouble: "M30 30h46M79 25l10 10m0-10-10 10",
    dashed: "M84 2v60M96 2v60",
  },
  "case-8": {
    bays: "",
    ink: "M24 32h70M50 32c14 0 14-20 28-20h16M50 32c14 0 14 20 28 20h16",
    trouble: "",
    words: [
      [102, 16, "30020"],
      [102, 36, "30021?"],
      [102, 56, "30022"],
    ],
  },
  "case-9": { bays: "", ink: bay(50, 8, 82, 48), trouble: "M66 32h8l4-10 6 20 4-10h6", dashed: "M98 32h20" },
  sandbox: {
    bays: bay(20, 6, 140, 24) + bay(20, 36, 140, 24),
    ink: hull(28, 11, 24, 14),
    trouble: "",
    dashed: hull(60, 11, 24, 14) + hull(28, 41, 24, 14),
  },
  "case-10": {
    bays: "",
    ink: `${hull(20, 22, 36, 22)}${hull(126, 22, 36, 22)}M62 33h14M104 33h14`,
    trouble: "M84 27l12 12m0-12-12 12",
    dashed: "M76 22v22M104 22v22",
  },
};

export interface DockDrawingProps {
  readonly name: string;
}

export function DockDrawing({ name }: DockDrawingProps): ReactNode {
  const drawing = DRAWINGS[name];
  if (drawing === undefined) return null;
  return (
    <svg className={css["drawing"]} viewBox="0 0 180 64" aria-hidden="true">
      <path className={css["drawnBay"]} d={drawing.bays} />
      <path d={drawing.ink} />
      {drawing.dashed === undefined ? null : <path d={drawing.dashed} strokeDasharray="3 2.5" />}
      <path className={css["trouble"]} d={drawing.trouble} />
      {drawing.words?.map(([x, y, word]) => (
        <text key={`${x} ${y}`} x={x} y={y}>
          {word}
        </text>
      ))}
    </svg>
  );
}
