// What the preview of a lesson is made of: its steps in both languages, and every state of each, drawn as it comes to be.
import type { CompiledLesson, LessonAction, Prose } from "#tutor";
import { loadOwn } from "../foreign/own.ts";
import { inSlices } from "../drivers/slices.ts";
import { clockText } from "../views/format.ts";
import type { EmbedWords } from "../i18n/embed-en.ts";
import type { PreviewWords } from "../i18n/preview-en.ts";
import type { Words } from "../i18n/words.ts";
import { lessonEntry, OWN } from "../session/load.ts";
import { whatADoingNeeds } from "../session/rare.ts";
import { readerLanguage } from "../share/reader.ts";
import { app } from "../store.ts";
import type { Language } from "../view-models/chrome.ts";
import type { ClusterView } from "../view-models/graph.ts";
import type { LessonView } from "../view-models/lesson.ts";
import { ClusterViews } from "../views/cluster-view.ts";
import { lessonView } from "../views/lesson-view.ts";
import { stepStates, type StateKind, type StepState } from "./states.ts";

export interface PreviewState {
  readonly key: string;
  readonly step: number;
  readonly kind: StateKind;
  readonly id: string;
  readonly isAsTold: boolean;
  /** What was done, as it is typed. */
  readonly lines: readonly string[];
  /** On the lesson's clock. */
  readonly timeText: string;
  readonly cluster: ClusterView;
  /** The panel beside the cluster, in each language. */
  readonly panels: Readonly<Record<Language, LessonView>>;
}

export interface Preview {
  readonly id: string;
  readonly language: Language;
  readonly words: PreviewWords;
  readonly picture: EmbedWords;
  readonly titles: Readonly<Record<Language, string>>;
  readonly steps: readonly string[];
  /** All hints of a step: one that never came up is said. */
  readonly hintsOf: (step: number) => readonly string[];
  /** Makes all states, one after the other; a piece at a time, so that the page can be read meanwhile. */
  readonly draw: (onState: (state: PreviewState) => boolean) => Promise<void>;
}

const wordsIn = async (language: Language): Promise<{ readonly preview: PreviewWords; readonly embed: EmbedWords }> => {
  const isKorean = language === "ko";
  const [{ preview }, { embed }] = await Promise.all([
    isKorean ? import("../i18n/preview-ko.ts") : import("../i18n/preview-en.ts"),
    isKorean ? import("../i18n/embed-ko.ts") : import("../i18n/embed-en.ts"),
  ]);
  return { preview, embed };
};

type InBoth<T> = Readonly<Record<Language, T>>;

/** Undefined if there is no such lesson. */
export const openPreview = async (id: string): Promise<Preview | undefined> => {
  if (id.startsWith(OWN)) await loadOwn(app);
  const entry = lessonEntry(id);
  if (!entry || id.includes("/")) return undefined;
  const language = readerLanguage();
  const [{ preview, embed }, compiled, en, ko, wordsEn, wordsKo] = await Promise.all([
    wordsIn(language),
    entry.load(),
    entry.loadProse("en"),
    entry.loadProse("ko"),
    import("../i18n/words-en.ts").then((m) => m.words),
    import("../i18n/words-ko.ts").then((m) => m.words),
  ]);
  const context: Context = { compiled, language, prose: { en, ko }, words: { en: wordsEn, ko: wordsKo } };
  const { steps } = compiled.lesson;
  return {
    id,
    language,
    words: preview,
    picture: embed,
    titles: entry.title,
    steps: steps.map((step) => step.id),
    hintsOf: (step) => steps[step]?.hints.map((hint) => hint.id) ?? [],
    draw: async (onState) => {
      await whatADoingNeeds(compiled.lesson);
      let isWanted = true;
      const work = (function* (): Generator<void> {
        for (const state of stepStates(compiled)) {
          if (state) isWanted = onState(viewOf(state, context));
          yield;
        }
      })();
      await inSlices(work, () => isWanted);
    },
  };
};

interface Context {
  readonly compiled: CompiledLesson;
  readonly language: Language;
  readonly prose: InBoth<Prose>;
  readonly words: InBoth<Words>;
}

const viewOf = (
  { step, kind, id, does, session, progress, isAsTold }: StepState,
  { compiled, language, prose, words }: Context,
): PreviewState => {
  const panel = (of: Language): LessonView =>
    lessonView(compiled.lesson, progress, {
      words: words[of],
      prose: prose[of],
      nowMs: session.nowMs,
      place: null,
      holds: (expression) => {
        const answer = session.evaluate(expression);
        return answer.ok && answer.value === true;
      },
      file: (path) => session.file(path),
    });
  return {
    key: `${step}/${kind}/${id}`,
    step,
    kind,
    id,
    isAsTold,
    lines: does.map(lineOf),
    timeText: clockText(session.nowMs - (compiled.scenario.settleMs ?? 0)),
    cluster: new ClusterViews().make(session.run, words[language], true, true),
    panels: { en: panel("en"), ko: panel("ko") },
  };
};

const lineOf = (action: LessonAction): string => {
  if ("run" in action) return `$ ${action.run}`;
  if ("wait" in action) return `… ${action.wait / 1000} s`;
  if ("edit" in action) return `${action.edit}: - ${action.find}\n${action.edit}: + ${action.replace}`;
  if ("write" in action) return `$ kubectl apply -f ${action.write}\n${action.text}`;
  if ("select" in action) return `select ${action.select}`;
  if ("predict" in action) return `predict ${action.predict}`;
  return `${action.component} ${action.action} ${JSON.stringify(action.data)}`;
};
