// The vocabulary of marks as paths: the sprite of the page and the pictures of embeds draw the same.

/** Every mark of the vocabulary as one 16 px symbol. `fill` draws in the colour, `cut` in the ground. */
export interface Symbol {
  readonly d?: string;
  readonly dash?: string;
  readonly fill?: string;
  readonly cut?: string;
  readonly cutWidth?: number;
  readonly width?: number;
}

const OCTAGON = "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z";
const CIRCLE = "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z";
const DISC = "M15 8A7 7 0 1 1 1 8a7 7 0 0 1 14 0z";
const SQUARE = "M4.2 2.2h7.6a2 2 0 0 1 2 2v7.6a2 2 0 0 1-2 2H4.2a2 2 0 0 1-2-2V4.2a2 2 0 0 1 2-2z";
const PLATE = "M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z";
const TICK = "m4.9 8.2 2.2 2.2 4-4.6";

export const ICONS = {
  pending: { dash: CIRCLE },
  scheduled: { d: CIRCLE, fill: "M10 8A2 2 0 1 1 6 8a2 2 0 0 1 4 0z" },
  creating: { d: CIRCLE, fill: "M8 8V2a6 6 0 0 1 6 6z" },
  notready: { d: CIRCLE, fill: "M8 2a6 6 0 0 0 0 12z" },
  ready: { fill: DISC, cut: TICK, cutWidth: 1.9 },
  completed: { d: `${CIRCLE}M5.4 8.2l1.9 1.9 3.3-3.9` },
  terminating: { dash: CIRCLE, fill: "M6 6h4v4H6z" },
  crashloop: { fill: OCTAGON, cut: "M11.2 8.6A3.3 3.3 0 1 1 10 5.4l1.2 1M11.3 3.9v2.6H8.7" },
  oom: { fill: OCTAGON, cut: "M4 6.2h8M8 12V4M6 5.6 8 3.4l2 2.2" },
  error: { fill: OCTAGON, cut: "m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2", cutWidth: 1.9 },
  pullfail: { fill: OCTAGON, cut: "M8 3.8v5M5.9 6.9 8 9l2.1-2.1M4.8 11.8h6.4" },
  evicted: { d: `${OCTAGON}M5 8h6M8.7 5.7 11 8l-2.3 2.3` },
  unknown: {
    dash: CIRCLE,
    d: "M6.2 6.4a1.8 1.8 0 1 1 2.7 1.5c-.6.4-.9.7-.9 1.3",
    fill: "M8.9 11.2a.9.9 0 1 1-1.8 0 .9.9 0 0 1 1.8 0z",
  },
  "node-ready": { fill: PLATE, cut: TICK, cutWidth: 1.9 },
  "node-bad": { fill: PLATE, cut: "m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6", cutWidth: 1.9 },
  "node-cordoned": { d: `${SQUARE}M4 12l8-8` },
  "node-off": { dash: SQUARE, d: "M8 4.6v3.2M6 6a2.9 2.9 0 1 0 4 0" },
  "node-pressure": { d: SQUARE, fill: "M2.5 6.5c1.8-1.6 3.6 1.6 5.5 0s3.7 1.6 5.5 0v6.8h-11z" },
  taint: { d: "M4 14V2.5h8.2L10 5.5l2.2 3H4" },
  x: { d: "m4 4 8 8m0-8-8 8", width: 2 },
  check: { d: "m3 8.4 3.4 3.4L13 4.6", width: 2 },
  ring: { d: CIRCLE },
  half: { d: CIRCLE, fill: "M8 2a6 6 0 0 1 0 12z" },
  loop: { d: "M13 8a5 5 0 1 1-1.6-3.7M13.4 1.8v3h-3" },
  play: { fill: "M4 2.2v11.6L13.6 8z" },
  pause: { fill: "M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z" },
  rewind: { d: "M3.2 8.6A5 5 0 1 0 5 4.6L3 6.2M2.6 2.8v3.6h3.6" },
  "to-start": { d: "M3.5 3v10M13 3.2 6.5 8l6.5 4.8z" },
  "to-next": { d: "M3 3.2 9 8l-6 4.8zM14.1 8a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0z" },
  bulb: { d: "M6 12.2h4M6.6 14.4h2.8M5.9 10.4C4.6 9.5 4 8.4 4 7a4 4 0 0 1 8 0c0 1.4-.6 2.5-1.9 3.4z" },
  link: {
    d: "M6.7 9.3 9.3 6.7M7.3 4.6l1-1a2.9 2.9 0 0 1 4.1 4.1l-1 1M8.7 11.4l-1 1a2.9 2.9 0 0 1-4.1-4.1l1-1",
  },
  share: { d: "M8 10V2.4M5 5.2l3-3 3 3M3 8.4v5.2h10V8.4" },
  fork: { d: "M2 8h4c3 0 3-4.5 6-4.5h2M6 8c3 0 3 4.5 6 4.5h2" },
  stage: { d: "M1.8 2.8h12.4v8.4H1.8zM8 11.2v2.6M5 13.8h6" },
  lamp: { d: CIRCLE, fill: "M8 2a6 6 0 1 0 0 12z" },
  close: { d: "m4 4 8 8m0-8-8 8" },
  plus: { d: "M8 3v10M3 8h10" },
  tiles: { d: "M2.5 3h11v10h-11zM8 3v10" },
  minus: { d: "M3 8h10" },
  fit: { d: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" },
  table: { d: "M2 3h12v10H2zM2 6.4h12M6.3 6.4V13" },
  legend: { d: "M2.5 4h2.5M2.5 8h2.5M2.5 12h2.5M7.5 4h6M7.5 8h6M7.5 12h6" },
  drawing: { d: "M2 3.5h7.5a4.5 4.5 0 0 1 0 9H2zM5.5 6.5h3.2a1.5 1.5 0 0 1 0 3H5.5z" },
  up: { d: "M8 13V3.5M4 7l4-4 4 4" },
  down: { d: "m4 6 4 4 4-4" },
  right: { d: "m6 3.5 4.5 4.5L6 12.5" },
  left: { d: "M10 3.5 5.5 8l4.5 4.5" },
  window: {
    d: "M3.3 2.8h9.4a1.5 1.5 0 0 1 1.5 1.5v7.4a1.5 1.5 0 0 1-1.5 1.5H3.3a1.5 1.5 0 0 1-1.5-1.5V4.3a1.5 1.5 0 0 1 1.5-1.5zM1.8 5.8h12.4",
  },
  rescue: {
    d: `${CIRCLE}M10.6 8a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0zM3.8 3.8l2.3 2.3m3.8 3.8 2.3 2.3m0-8.4L9.9 6.1M6.1 9.9l-2.3 2.3`,
  },
  lesson: { d: "M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3" },
  mark: {
    d: "M2 1.5v6a6 6 0 0 0 12 0v-6M.8 14.6h14.4",
    width: 1.7,
    fill: "M8 1.2c1.7 1.3 2.5 2.8 2.5 4.5 0 2-.9 3.5-2.5 4.6-1.6-1.1-2.5-2.6-2.5-4.6C5.5 4 6.3 2.5 8 1.2z",
  },
} as const satisfies Readonly<Record<string, Symbol>>;

export type IconName = keyof typeof ICONS;
