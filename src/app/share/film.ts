// A span of the run, moment by moment, for a film: looked at in a run of its own, so that the page's stands still and nothing is done in it.
import { Session } from "../session/session.ts";
import { app, selectTimelineView } from "../store.ts";
import type { ClusterView } from "../view-models/graph.ts";
import type { TimelineBin } from "../view-models/timeline.ts";
import { ClusterViews } from "../views/cluster-view.ts";
import { clockText } from "../views/format.ts";

export interface FilmMoment {
  readonly view: ClusterView;
  /** On the page's clock. */
  readonly nowMs: number;
  readonly timeText: string;
}

export interface Film {
  readonly bins: readonly TimelineBin[];
  readonly fromMs: number;
  readonly toMs: number;
  /** How long it takes to watch. */
  readonly lengthMs: number;
  /** `at`: 0 is the beginning, 1 the end. */
  readonly look: (at: number) => FilmMoment;
}

/** Nobody watches longer; a longer span goes by faster. */
const LONGEST_MS = 15_000;

/** Of the last so many seconds until this moment; null where nothing has passed yet. */
export const makeFilm = (seconds: number): Film | null => {
  const { session, options, zeroMs, state } = app;
  const timeline = selectTimelineView(state);
  if (!session || !options || !timeline || !state.texts) return null;
  const { words } = state.texts;
  const toMs = session.nowMs - zeroMs;
  const fromMs = Math.max(0, toMs - seconds * 1000);
  if (toMs <= fromMs) return null;
  const copy = new Session({ ...options, from: session.run.cut() });
  const views = new ClusterViews();
  return {
    bins: timeline.bins,
    fromMs,
    toMs,
    lengthMs: Math.min(LONGEST_MS, toMs - fromMs),
    look: (at) => {
      const nowMs = Math.round(fromMs + (toMs - fromMs) * at);
      copy.run.seek(nowMs + zeroMs);
      return { view: views.make(copy.run, words, true, true), nowMs, timeText: clockText(nowMs) };
    },
  };
};
