// What a screen reader is told of the cluster: what begins and what ends, never what merely goes on.
import type { Words } from "../i18n/words.ts";
import type { ClusterView, PodMark } from "../view-models/graph.ts";
import type { LessonView } from "../view-models/lesson.ts";
import type { Inline, RichText } from "../view-models/text.ts";

export interface Scene {
  /** Pods in trouble, and what is said of them. */
  readonly troubled: ReadonlyMap<string, string>;
  readonly isFailing: boolean;
  /** Nodes that are not as they should be. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly step: number;
  /** Goals of this step that are met. */
  readonly goals: ReadonlyMap<string, string>;
}

const TROUBLE: ReadonlySet<PodMark> = new Set(["crashloop", "oom", "error", "pullfail", "evicted", "unknown"]);
/** More at once are a number. */
const MOST_NAMED = 2;

export const sceneOf = (cluster: ClusterView, lesson: LessonView | null, words: Words): Scene => {
  const pods = [...cluster.bays.flatMap((bay) => bay.pods), ...cluster.queue];
  const troubled = pods
    .filter((p) => p.contradiction || TROUBLE.has(p.mark))
    .map((p) => [p.uid, words.narration.podState(p.shortName, p.truthLine ?? p.statusLine)] as const);
  return {
    troubled: new Map(troubled),
    isFailing: cluster.clients.some((c) => c.failText !== null),
    nodes: new Map(
      cluster.bays.filter((n) => n.look !== "calm").map((n) => [n.id, words.narration.podState(n.name, n.condition)]),
    ),
    step: lesson?.stepIndex ?? 0,
    goals: new Map((lesson?.goals ?? []).filter((g) => g.state === "met").map((g) => [g.id, plain(g.text)])),
  };
};

/** What to say between two scenes; empty if nothing began or ended. The weightiest comes first. */
export const narrate = (before: Scene, after: Scene, words: Words): string => {
  // What is met in another step was reached before one came there.
  const goals = after.step === before.step ? fresh(after.goals, before.goals) : [];
  const troubled = fresh(after.troubled, before.troubled);
  return [
    ...goals.map((text) => words.narration.goal(text)),
    ...(after.isFailing && !before.isFailing ? [words.narration.failing] : []),
    ...(before.isFailing && !after.isFailing ? [words.narration.calm] : []),
    ...fresh(after.nodes, before.nodes),
    ...(troubled.length > MOST_NAMED ? [words.narration.manyTroubled(troubled.length)] : troubled),
  ].join(". ");
};

const fresh = (now: ReadonlyMap<string, string>, then: ReadonlyMap<string, string>): readonly string[] =>
  [...now].filter(([id]) => !then.has(id)).map(([, text]) => text);

const plain = (text: RichText): string =>
  text.map((part: Inline) => (typeof part === "string" ? part : part.text)).join("");
