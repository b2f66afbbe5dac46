// What a lesson looks like at its worst and when it is mended, for a picture: the lesson is done once, headless, as its own "show me"
// does it. Runs when the site is built.
import type { CompiledLesson } from "#tutor";
import type { Words } from "./i18n/words.ts";
import { DEFAULT_SANDBOX } from "./session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "./session/sandbox.ts";
import { Session } from "./session/session.ts";
import { walk } from "./session/walk.ts";
import { toWire, type Wire } from "./share/shared.ts";
import type { ClusterView } from "./view-models/graph.ts";
import type { TimelineBin } from "./view-models/timeline.ts";
import { ClusterViews } from "./views/cluster-view.ts";
import { TimelineIndex } from "./views/timeline-index.ts";

interface Captured<View> {
  readonly view: View;
  /** On the lesson's clock. */
  readonly atMs: number;
}
export interface Capture<View> {
  readonly before: Captured<View>;
  /** Something is wrong in it: a concept is taught on a cluster that is well. */
  readonly isBroken: boolean;
  readonly after?: Captured<View>;
  readonly bins: readonly TimelineBin[];
  readonly endMs: number;
}

const APPLIED = ["deployment.yaml", "service.yaml", "ingress.yaml"];
const SLICE_MS = 500;
/** How long one looks for the worst moment. */
const LOOK_MS = 60_000;
/** After it is mended, until the last failure has left what the clients say. */
const CALM_MS = 12_000;

/** `words` of every language: one run serves them all. */
export const capture = <Language extends string>(
  lesson: CompiledLesson,
  words: Readonly<Record<Language, Words>>,
): Capture<Readonly<Record<Language, ClusterView>>> => {
  const session = new Session(lesson);
  const zeroMs = lesson.scenario.settleMs ?? 0;
  const look = (): Captured<Readonly<Record<Language, ClusterView>>> => ({
    view: viewsOf(session, words),
    atMs: session.nowMs - zeroMs,
  });
  const index = new TimelineIndex();
  const worst = worstMoment(session, words[Object.keys(words)[0] as Language]);
  session.seek(worst.atMs);
  const before = look();
  session.seek(session.run.endMs);
  const isMended = walk(session, (step) => step.mends);
  if (isMended) session.advance(session.nowMs + CALM_MS);
  const after = isMended ? look() : undefined;
  index.update(session.run);
  const { id } = session.run.branch;
  const bins = index.bins(id, zeroMs).map((bin) => ({ ...bin, fromMs: bin.fromMs - zeroMs }));
  return { before, isBroken: worst.score > 0, ...(after ? { after } : {}), bins, endMs: session.nowMs - zeroMs };
};

/** A sandbox in which what lies there was applied, a minute later. */
export const captureSandbox = <Language extends string>(
  words: Readonly<Record<Language, Words>>,
): { readonly shot: Capture<Readonly<Record<Language, ClusterView>>>; readonly moment: Wire } => {
  const scenario = sandboxScenario(DEFAULT_SANDBOX);
  const session = new Session({ scenario, files: sandboxFiles });
  const zeroMs = scenario.settleMs ?? 0;
  for (const file of APPLIED) session.type(`kubectl apply -f ${file}`);
  session.advance(zeroMs + LOOK_MS);
  const { commands, endMs } = session.run.record();
  const { logLength, logHash } = session.run.cluster;
  const index = new TimelineIndex();
  index.update(session.run);
  const bins = index.bins(session.run.branch.id, zeroMs).map((bin) => ({ ...bin, fromMs: bin.fromMs - zeroMs }));
  const before = { view: viewsOf(session, words), atMs: LOOK_MS };
  const view = { selection: null, whyId: null, file: "" };
  const moment = toWire(
    {
      page: "sandbox",
      commands,
      endMs,
      nowMs: endMs,
      log: [logLength, logHash],
      drafts: [],
      view,
      sandbox: DEFAULT_SANDBOX,
    },
    sandboxFiles,
  );
  return { shot: { before, isBroken: false, bins, endMs: LOOK_MS }, moment };
};

const viewsOf = <Language extends string>(
  session: Session,
  words: Readonly<Record<Language, Words>>,
): Readonly<Record<Language, ClusterView>> => {
  const languages = Object.keys(words) as Language[];
  const made = languages.map((l) => [l, new ClusterViews().make(session.run, words[l], true, true)] as const);
  return Object.fromEntries(made) as Record<Language, ClusterView>;
};

/** The moment of the first minute in which most is wrong; the earliest of equals. */
const worstMoment = (session: Session, words: Words): { readonly score: number; readonly atMs: number } => {
  const end = session.nowMs + LOOK_MS;
  let worst = { score: -1, atMs: session.nowMs };
  while (session.nowMs < end) {
    session.advance(session.nowMs + SLICE_MS);
    const score = troubleOf(new ClusterViews().make(session.run, words, true, true));
    if (score > worst.score) worst = { score, atMs: session.nowMs };
  }
  return worst;
};

const CALM: ReadonlySet<string> = new Set(["ready", "completed", "terminating"]);

/** Requests that fail weigh most: they are what somebody was woken by. */
const troubleOf = (view: ClusterView): number => {
  const pods = view.bays.flatMap((bay) => bay.pods);
  const failed = view.requestsInFlight.filter((r) => r.outcome === "failed").length;
  const contradictions = pods.filter((pod) => pod.contradiction).length;
  const unwell = pods.filter((pod) => !CALM.has(pod.mark)).length + view.queue.length;
  const nodes = view.bays.filter((bay) => bay.look !== "calm").length;
  return Math.min(failed, 20) * 2 + contradictions * 3 + unwell + nodes * 6;
};
