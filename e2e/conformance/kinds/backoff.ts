import {
  isInBackoffSince,
  isInBackoffSinceUpdate,
  nextBackoff,
  type BackoffEntry,
} from "../../../src/engine/kubelet/backoff.ts";

export interface BackoffIn {
  readonly initialSeconds: number;
  readonly maxSeconds: number;
  readonly steps: readonly { readonly op: "next" | "look" | "reset"; readonly waitSeconds: number }[];
}

export const answerBackoff = ({ initialSeconds, maxSeconds, steps }: BackoffIn): object => {
  const limits = { initialMs: initialSeconds * 1000, maxMs: maxSeconds * 1000 };
  let entry: BackoffEntry | undefined;
  let nowMs = 0;
  const look = ({ op, waitSeconds }: BackoffIn["steps"][number]): object => {
    nowMs += waitSeconds * 1000;
    const inBackOffSince = isInBackoffSince(entry, nowMs, nowMs, limits);
    const inBackOffSinceUpdate = isInBackoffSinceUpdate(entry, nowMs, limits);
    if (op === "next") entry = nextBackoff(entry, nowMs, limits);
    if (op === "reset") entry = undefined;
    return { inBackOffSince, inBackOffSinceUpdate, delaySeconds: (entry?.delayMs ?? 0) / 1000 };
  };
  return { steps: steps.map(look) };
};
