// The measures of the three drawings: wide (learn), tall (phone), stage (projector).

export type GraphShape = "wide" | "tall" | "stage";
export type PodDensity = "hull" | "chip" | "tile" | "block";

export interface Cell {
  readonly width: number;
  readonly height: number;
  readonly pitchX: number;
  readonly pitchY: number;
}

export interface Metrics {
  readonly isTall: boolean;
  readonly clientsX: number;
  readonly clientsWidth: number;
  readonly wallX: number;
  readonly wallWidth: number;
  readonly columnX: number;
  readonly columnWidth: number;
  readonly ingressWidth: number;
  readonly serviceWidth: number;
  readonly bayX: number;
  readonly bayMinWidth: number;
  readonly bayHeight: number;
  readonly bayGap: number;
  readonly podsLeft: number;
  readonly podsTop: number;
  /** What stays free at the bow. */
  readonly podsRight: number;
  /** Below a row of hulls: the room in which its rail runs. */
  readonly railRoom: number;
  readonly hull: Cell;
  readonly top: number;
}

const WIDE: Metrics = {
  isTall: false,
  clientsX: 2,
  clientsWidth: 108,
  wallX: 112,
  wallWidth: 18,
  columnX: 150,
  columnWidth: 252,
  ingressWidth: 104,
  serviceWidth: 130,
  bayX: 428,
  bayMinWidth: 660,
  bayHeight: 100,
  bayGap: 6,
  podsLeft: 124,
  podsTop: 9,
  podsRight: 18,
  railRoom: 23,
  hull: { width: 124, height: 68, pitchX: 131, pitchY: 91 },
  top: 10,
};

const TALL: Metrics = {
  isTall: true,
  clientsX: 6,
  clientsWidth: 48,
  wallX: 86,
  wallWidth: 12,
  columnX: 118,
  columnWidth: 264,
  ingressWidth: 84,
  serviceWidth: 154,
  bayX: 28,
  bayMinWidth: 354,
  bayHeight: 84,
  bayGap: 6,
  podsLeft: 44,
  podsTop: 4,
  podsRight: 14,
  railRoom: 14,
  hull: { width: 136, height: 66, pitchX: 150, pitchY: 80 },
  top: 8,
};

const STAGE: Metrics = {
  isTall: false,
  clientsX: 2,
  clientsWidth: 96,
  wallX: 104,
  wallWidth: 16,
  columnX: 132,
  columnWidth: 252,
  ingressWidth: 100,
  serviceWidth: 126,
  bayX: 412,
  bayMinWidth: 536,
  bayHeight: 116,
  bayGap: 6,
  podsLeft: 105,
  podsTop: 8,
  podsRight: 20,
  railRoom: 20,
  hull: { width: 178, height: 88, pitchX: 194, pitchY: 108 },
  top: 8,
};

export const METRICS: Readonly<Record<GraphShape, Metrics>> = {
  wide: WIDE,
  tall: TALL,
  stage: STAGE,
};

export const CHIP: Cell = { width: 58, height: 24, pitchX: 63, pitchY: 29 };
/** Where many machines are drawn in small: what they hold is drawn the larger. */
export const LARGE_CHIP: Cell = { width: 74, height: 28, pitchX: 80, pitchY: 33 };
export const TILE: Cell = { width: 11, height: 11, pitchX: 14, pitchY: 14 };
/** One block stands for 25 pods. */
export const BLOCK: Cell = { width: 24, height: 22, pitchX: 29, pitchY: 27 };
export const PODS_PER_BLOCK = 25;

export const ROW_HEIGHT = 20;
export const CARD_HEADER = 28;
export const ROWS_PADDING = 7;
