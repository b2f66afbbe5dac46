import { expect, it } from "vitest";
import { niceTop } from "./axis.ts";

const Mi = 2 ** 20;

it.each([
  { value: 0, unit: "decimal", top: 1 },
  { value: 1, unit: "decimal", top: 1 },
  { value: 19.8, unit: "decimal", top: 20 },
  { value: 20, unit: "decimal", top: 20 },
  { value: 21, unit: "decimal", top: 50 },
  { value: 520, unit: "decimal", top: 1000 },
  { value: 0.3, unit: "decimal", top: 0.5 },
  { value: 60 * Mi, unit: "bytes", top: 64 * Mi },
  { value: 64 * Mi, unit: "bytes", top: 64 * Mi },
  { value: 65 * Mi, unit: "bytes", top: 96 * Mi },
  { value: 100 * Mi, unit: "bytes", top: 128 * Mi },
] as const)("$value of $unit: $top", ({ value, unit, top }) => expect(niceTop(value, unit)).toBeCloseTo(top, 6));
