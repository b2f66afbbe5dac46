// The scale of a chart: a round number at its top, so that its middle is round as well.

const DECIMAL = [1, 2, 5, 10];
/** Of bytes: one and a half, or twice, a power of two, as sizes of memory are (64Mi, 96Mi, 128Mi). */
const BINARY = [1, 1.5, 2];

export const niceTop = (value: number, unit: "decimal" | "bytes"): number => {
  if (value <= 0) return 1;
  const base = unit === "bytes" ? 2 : 10;
  const power = base ** Math.floor(Math.log(value) / Math.log(base) + 1e-9);
  const step = (unit === "bytes" ? BINARY : DECIMAL).find((s) => s * power >= value * (1 - 1e-9));
  return (step ?? base) * power;
};
