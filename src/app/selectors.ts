// Views of the session, each made once per change. The page reads them through store.ts, which shows a still until they are here.
import { once } from "./once.ts";
import type { AppState } from "./state.ts";
import { app } from "./store.ts";
import type { ClusterView } from "./view-models/graph.ts";
import type { LessonView } from "./view-models/lesson.ts";
import type { TerminalView } from "./view-models/terminal.ts";
import type { TimelineView } from "./view-models/timeline.ts";
import { teacherFor } from "./drivers/teaching.ts";
import { namedObject } from "./views/named-object.ts";
import { podByUid } from "./views/pod-by-uid.ts";
import { lessonPlace } from "./views/lesson-place.ts";
import { lessonView } from "./views/lesson-view.ts";
import { Identity } from "./views/memo.ts";
import { TerminalLines } from "./views/terminal-lines.ts";
import { terminalView } from "./views/terminal-view.ts";
import { timelineView } from "./views/timeline-view.ts";

const lines = new TerminalLines();
const same = new Identity<unknown>();
/** The value made before, if the new one is equal: a panel is drawn only when it would look different. */
const kept = <T>(key: string, value: T): T => {
  const result = same.keep(key, value) as T;
  same.keepAll();
  return result;
};

export const selectClusterView: (s: AppState) => ClusterView | null = once(
  (s) => [s.graphRevision, s.texts, s.isPlaying],
  (s) => app.clusterView(s.isStill, s.isStill || !s.isPlaying),
);

/** Time was stopped for a guess that is still to be made. */
const isHeld = ({ isPlaying }: AppState): boolean => {
  const { step, progress } = app.session ?? {};
  return !isPlaying && step?.predict !== undefined && progress?.predictions[step.predict.id] === undefined;
};

export const selectTimelineView: (s: AppState) => TimelineView | null = once(
  (s) => [s.timelineRevision, s.texts, s.isPlaying, s.speed, isHeld(s)],
  (s) =>
    app.session && app.timeline && s.texts
      ? timelineView(app.session.run, app.timeline, {
          words: s.texts.words,
          isPlaying: s.isPlaying,
          isHeld: isHeld(s),
          speed: s.speed,
          zeroMs: app.zeroMs,
        })
      : null,
);

const holds = (expression: string): boolean => {
  const answer = app.session?.evaluate(expression);
  return answer?.ok === true && answer.value === true;
};

const file = (path: string): string | undefined => app.session?.file(path);

export const selectLessonView: (s: AppState) => LessonView | null = once(
  (s) => [s.revision, s.texts, s.guess, s.isPlaying],
  (s) => {
    const { lesson, progress, run } = app.session ?? {};
    if (!lesson || !progress || !run || !s.texts?.prose) return null;
    const { words, prose } = s.texts;
    const place = lessonPlace(run, app.zeroMs);
    const view = lessonView(lesson, progress, { words, prose, nowMs: run.nowMs, place, holds, file });
    const { predict: asked } = view;
    const predict = asked && !asked.isLocked ? { ...asked, chosenId: s.guess, isHeld: !s.isPlaying } : asked;
    return kept("lesson", { ...view, predict });
  },
);

/** What a command calls the object that a page's id stands for. */
export const typedNameOf = (id: string): string | null => {
  const pod = app.session && podByUid(app.session.run, id);
  return pod ? pod.metadata.name : (/^(?:nodes|services|ingresses|deployments)\b.*\/([^/]+)$/.exec(id)?.[1] ?? null);
};

export const selectTerminalView: (s: AppState) => TerminalView | null = once(
  (s) => [s.revision, s.texts, s.terminal, s.isTiled],
  (s) => {
    const { session } = app;
    if (!session || !s.texts) return null;
    const view = terminalView(session.run, lines, {
      words: s.texts.words,
      terminal: s.terminal,
      terminals: session.terminals(),
      isTiled: s.isTiled,
      lookOf: (id) => session.terminal(id),
      chips: session.step?.suggests ?? ["kubectl get pods", "kubectl get events"],
      teacher: teacherFor(s.texts.language, () => app.changed(s.isStill)),
      objectOf: (word, near) => namedObject(session.run, word, near, session.terminal(near.terminal).namespace),
    });
    return kept("terminal", view);
  },
);
