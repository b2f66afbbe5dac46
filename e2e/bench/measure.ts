// Processor time, real time and memory.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** CPU seconds of this process (its garbage collector's included) that `work` took. */
export const cpuSeconds = (work: () => void): number => {
  collectGarbage();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
};

/** CPU milliseconds, without a collection before: for what is measured often. */
export const cpuMilliseconds = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

const collectGarbage = (): void => gc();

/** Megabytes in use once everything unreachable is gone. */
export const heapMegabytes = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1_048_576;
};
