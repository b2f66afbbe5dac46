// What the tutor looks at, and what the language of goals makes of it. The language itself is large, and a cluster lives without it, so whoever lets
// goals tick installs it first (the door #tutor/expressions). It is constant, the same for every session, and no part of what is achieved.
import type { Pod } from "#api/core-pod";
import type { Cluster, LoggedEntry } from "#engine";
import type { LessonProgress } from "./progress.ts";

/** What an expression looks at. */
export interface Observed {
  readonly cluster: Cluster;
  /** The branch's entries; the first `length` of them lie in the past. */
  readonly entries: readonly LoggedEntry[];
  readonly length: number;
  readonly progress: LessonProgress;
  /** `pods/default/web-1`: what is selected on the page, or "". */
  readonly selection: string;
}

export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

export interface Expressions {
  /** The value of an expression, or what is wrong with it here and now (an absent key, say). */
  evaluate(expression: string, observed: Observed): Answer;
  /** As `evaluate`, with `pod` bound as well. */
  evaluatePod(expression: string, observed: Observed, pod: Pod): Answer;
  /** What is wrong with an expression wherever it stands; undefined if nothing. */
  check(expression: string): string | undefined;
}

let make: (() => Expressions) | undefined;

export const useExpressions = (createExpressions: () => Expressions): void => {
  make = createExpressions;
};

/** An evaluator of its own for a session; undefined as long as the language has not come. */
export const newExpressions = (): Expressions | undefined => make?.();
