// How long `kubectl get nodes` takes when the control plane is short of CPU: contract W, measured on etcd, API server, controller manager
// and scheduler together.

interface Measured {
  /** What the four may burn together, in thousandths of a core. */
  readonly milli: number;
  /** The median of what was measured. */
  readonly ms: number;
}

/** With this much the four want no more. */
export const AMPLE_MILLI = 200;

const TABLE: readonly Measured[] = [
  { milli: 15, ms: 3900 },
  { milli: 30, ms: 900 },
  { milli: 50, ms: 250 },
  { milli: 100, ms: 120 },
  { milli: AMPLE_MILLI, ms: 50 },
];

const LEAST_MILLI = 0.01;

/** Straight lines between the rows on logarithmic paper, and the first of them beyond: 15m take 3.9 s, 10m nearly 10 s. */
export const requestMs = (milli: number): number => {
  const at = Math.min(AMPLE_MILLI, Math.max(LEAST_MILLI, milli));
  const above = Math.max(
    1,
    TABLE.findIndex((row) => row.milli >= at),
  );
  const [low, high] = [TABLE[above - 1]!, TABLE[above]!];
  const part = Math.log(at / low.milli) / Math.log(high.milli / low.milli);
  return Math.round(low.ms * (high.ms / low.ms) ** part);
};
