import { expect, it } from "vitest";
import { drawPlayhead } from "./strip.ts";

const SIZE = { stage: 15, tall: 11.5 } as const;
const LEGEND = { stage: 150, tall: 112 } as const;
const BUTTON = { stage: 122, tall: 76 } as const;

it.each([
  { shape: "tall", width: 390, label: "01:03" },
  { shape: "tall", width: 390, label: "broken half · 2×" },
  { shape: "stage", width: 1200, label: "01:03" },
  { shape: "stage", width: 1200, label: "00:20 broken" },
] as const)("writes $label over neither the button nor the legend of a $shape picture, wherever it stands", (strip) => {
  const { shape, width, label } = strip;
  const room = label.length * SIZE[shape] * 0.62;
  for (let x = BUTTON[shape]; x <= width - 24; x += 1) {
    const drawn = drawPlayhead(x, label, { shape, width, top: 0 });
    const at = Number(/<text x="([\d.]+)"/.exec(drawn)![1]);
    const [from, to] = drawn.includes('text-anchor="end"') ? [at - room, at] : [at, at + room];
    expect(from, `at ${x}`).toBeGreaterThanOrEqual(BUTTON[shape] - 1);
    expect(to, `at ${x}`).toBeLessThanOrEqual(width - 24 - LEGEND[shape] + 1);
  }
});
