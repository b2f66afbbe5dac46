// `?preview=LESSON`: what an author wants to see at once. All states of each step side by side, in both languages.
import { useEffect, useState, type ReactNode } from "react";
import { openPreview, type Preview, type PreviewState } from "#app/preview/preview";
import type { Dictionary } from "#app/i18n/dictionary";
import { en } from "#app/i18n/en";
import { ko } from "#app/i18n/ko";
import type { Language } from "#app/view-models/chrome";
import type { LessonView } from "#app/view-models/lesson";
import { IconSprite } from "../common/icon-sprite.tsx";
import { RichText } from "../common/rich-text.tsx";
import { TextProvider } from "../common/use-text.tsx";
import { cx } from "../common/cx.ts";
import textPage from "../common/text-page.module.css";
import { GoalList } from "../lesson/goal-list.tsx";
import { PredictCard } from "../lesson/predict-card.tsx";
import { Prose } from "../lesson/prose.tsx";
import { scenePicture } from "../picture/moment.ts";
import css from "./preview-page.module.css";

const TEXTS: Readonly<Record<Language, Dictionary>> = { en, ko };
const LANGUAGES = ["en", "ko"] as const;
const KINDS = ["start", "hint", "guess", "wrong", "done"] as const;

export interface PreviewPageProps {
  readonly lesson: string;
}

interface Drawn extends PreviewState {
  readonly image: string;
}

export function PreviewPage({ lesson }: PreviewPageProps): ReactNode {
  const [preview, setPreview] = useState<Preview | null | undefined>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    openPreview(lesson).then(
      (found) => {
        if (found) {
          document.documentElement.lang = found.language;
          document.title = `${found.titles[found.language]} · ${found.words.title} · Drydock`;
        }
        setPreview(found);
      },
      (error: unknown) => setProblem(String(error)),
    );
  }, [lesson]);
  if (problem !== "") return <pre className={css["problem"]}>{problem}</pre>;
  if (preview === null) return null;
  return (
    <main className={cx(textPage["page"], css["page"])}>
      <IconSprite />
      {preview ? <Sheet preview={preview} /> : <p>{`There is no such lesson. · 그런 레슨이 없어요. (${lesson})`}</p>}
    </main>
  );
}

function Sheet({ preview }: { readonly preview: Preview }): ReactNode {
  const { words, steps, titles, language } = preview;
  const { states, isWhole } = useStates(preview);
  return (
    <>
      <h1>
        {words.title}: {titles[language]}
      </h1>
      <p>
        {words.intro} <a href={`./#/lesson/${preview.id}`}>{words.play}</a>
      </p>
      <p role="status">{isWhole ? words.drawn(states.length) : words.drawing(states.length)}</p>
      {steps.map((id, index) => {
        const own = states.filter((state) => state.step === index);
        const seen = new Set(own.map((state) => (state.kind === "hint" ? state.id : "")));
        const isOver = isWhole || states.some((state) => state.step > index);
        const missing = isOver ? preview.hintsOf(index).filter((hint) => !seen.has(hint)) : [];
        return (
          <section key={id} aria-labelledby={`step-${id}`}>
            <h2 id={`step-${id}`}>
              {index + 1}. <code>{id}</code>
            </h2>
            {missing.map((hint) => (
              <p key={hint} className={css["problem"]}>
                {words.noHint(hint)}
              </p>
            ))}
            <div className={css["states"]}>
              {own
                .toSorted(
                  (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || orderOf(preview, a) - orderOf(preview, b),
                )
                .map((state) => (
                  <State key={state.key} state={state} preview={preview} />
                ))}
            </div>
          </section>
        );
      })}
    </>
  );
}

/** Hints come up in any order, and are read in theirs. */
const orderOf = (preview: Preview, { kind, step, id }: Drawn): number =>
  kind === "hint" ? preview.hintsOf(step).indexOf(id) : 0;

interface StateProps {
  readonly state: Drawn;
  readonly preview: Preview;
}

function State({ state, preview: { words } }: StateProps): ReactNode {
  const { kind, id, timeText, lines, image, isAsTold, panels } = state;
  const label = id === "" ? words.kinds[kind] : `${words.kinds[kind]}: ${id}`;
  return (
    <article className={css["state"]} data-kind={kind} aria-label={label}>
      <h3>
        {label} <small>{words.at(timeText)}</small>
      </h3>
      <img src={image} alt="" />
      {isAsTold ? null : <p className={css["problem"]}>{kind === "wrong" ? words.notAnswered : words.notDone}</p>}
      {lines.length === 0 ? null : <pre>{lines.join("\n")}</pre>}
      <div className={css["languages"]}>
        {LANGUAGES.map((language) => (
          <TextProvider key={language} text={TEXTS[language]}>
            <div lang={language}>
              <Words kind={kind} panel={panels[language]} />
            </div>
          </TextProvider>
        ))}
      </div>
    </article>
  );
}

const nothing = (): void => undefined;

/** What of the panel is new in such a state. */
function Words({ kind, panel }: { readonly kind: Drawn["kind"]; readonly panel: LessonView }): ReactNode {
  const { heading, prose, goals, predict, hint, feedback, answer, realLife } = panel;
  const card = predict ? <PredictCard predict={predict} onChoose={nothing} onLock={nothing} /> : null;
  if (kind === "start") {
    return (
      <>
        <h4>{heading}</h4>
        <Prose blocks={prose} onRef={nothing} />
        <GoalList goals={goals} onRef={nothing} />
        <div inert>{card}</div>
      </>
    );
  }
  if (kind === "guess") return <div inert>{card}</div>;
  return (
    <>
      {kind === "hint" && hint ? (
        <p>
          <RichText text={hint.open.at(-1) ?? []} onRef={nothing} />
        </p>
      ) : null}
      {kind === "wrong" && feedback ? (
        <p>
          <b>{feedback.title}</b> <RichText text={feedback.text} onRef={nothing} />
        </p>
      ) : null}
      {kind === "hint" ? null : <GoalList goals={goals} onRef={nothing} />}
      {kind === "done" ? (
        <>
          <Prose blocks={answer} onRef={nothing} />
          <Prose blocks={realLife} onRef={nothing} />
        </>
      ) : null}
    </>
  );
}

function useStates(preview: Preview): { readonly states: readonly Drawn[]; readonly isWhole: boolean } {
  const [states, setStates] = useState<readonly Drawn[]>([]);
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    let isStale = false;
    const add = (state: PreviewState): boolean => {
      if (isStale) return false;
      const svg = scenePicture(state.cluster, { text: preview.picture, title: state.key, theme: "auto" });
      const image = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      setStates((old) => [...old, { ...state, image }]);
      return true;
    };
    void preview.draw(add).then(() => {
      if (!isStale) setWhole(true);
    });
    return () => {
      isStale = true;
    };
  }, [preview]);
  return { states, isWhole };
}
