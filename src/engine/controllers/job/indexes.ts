// Models pkg/controller/job/indexed_job_utils.go (v1.36): completion indexes and their text. Pure.
import type { Pod } from "#api/core-pod";

export const COMPLETION_INDEX = "batch.kubernetes.io/job-completion-index";

export const indexOf = (pod: Pod): number | undefined => {
  const text = pod.metadata.annotations?.[COMPLETION_INDEX];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
};

/** `0-2,4` as the numbers below `completions`. */
export const parseIndexes = (text: string | undefined, completions: number): ReadonlySet<number> => {
  const indexes = new Set<number>();
  for (const part of text ? text.split(",") : []) {
    const [first = "", last = first] = part.split("-");
    for (let i = Number(first); i <= Number(last) && i < completions; i++) indexes.add(i);
  }
  return indexes;
};

/** The numbers as `0-2,4`; two neighbours stand alone (`0,1`), from three on they are a span. */
export const formatIndexes = (indexes: ReadonlySet<number>): string => {
  const spans: [number, number][] = [];
  for (const i of [...indexes].toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else spans.push([i, i]);
  }
  return spans.map(spanText).join(",");
};

const spanText = ([first, last]: readonly [number, number]): string =>
  last - first > 1 ? `${first}-${last}` : last > first ? `${first},${last}` : String(first);

/** The lowest `count` indexes that neither are done nor have a pod at work. */
export const nextIndexes = (completions: number, taken: ReadonlySet<number>, count: number): readonly number[] => {
  const next: number[] = [];
  for (let i = 0; i < completions && next.length < count; i++) if (!taken.has(i)) next.push(i);
  return next;
};
