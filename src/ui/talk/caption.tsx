// The caption: the step in one or both languages, the question of a predict step, or the answer to "why?"; beside it how many requests fail.
import type { ReactNode } from "react";
import { selectClusterView, selectLessonView, selectTimelineView, selectWhyView } from "#app/store";
import type { TalkProse } from "#app/talk/notes";
import type { TalkState } from "#app/talk/talk";
import type { AppState } from "#app/state";
import type { Language } from "#app/view-models/chrome";
import type { LessonView } from "#app/view-models/lesson";
import type { WhyView } from "#app/view-models/why";
import { Icon } from "../common/icon.tsx";
import { RichText } from "../common/rich-text.tsx";
import { useApp } from "../pages/use-app.ts";
import { graphActions } from "#app/actions";
import { useHeld, useLanguage, useProse, useTalkText } from "./use-talk.ts";
import css from "./caption.module.css";

/** Of the clients that fare worst; "none" where nobody was answered or refused lately; null where nobody asks. */
const selectFailing = (s: AppState): number | "none" | null => {
  const clients = selectClusterView(s)?.clients ?? [];
  const shares = clients.flatMap((c) => (c.failPercent === undefined ? [] : [c.failPercent]));
  if (shares.length > 0) return Math.max(...shares);
  return clients.length > 0 ? "none" : null;
};

/** Requests have failed before this moment: that none fails now is news. */
const selectHasFailed = (s: AppState): boolean => {
  const timeline = selectTimelineView(s);
  return timeline?.bins.some(({ failed, fromMs }) => failed > 0 && fromMs <= timeline.nowMs) ?? false;
};

export function Caption({ talk }: { readonly talk: TalkState }): ReactNode {
  const text = useTalkText();
  const lesson = useHeld(useApp(selectLessonView), talk.frozen);
  const why = useHeld(useApp(selectWhyView), talk.frozen);
  const own = useLanguage();
  const [first, second] = languagesOf(talk, own);
  return (
    <section className={css["caption"]} aria-label={text.caption}>
      <div className={css["words"]}>
        {why === null && lesson !== null ? <Step lesson={lesson} talk={talk} first={first} second={second} /> : null}
        {why === null ? null : <Why why={why} />}
      </div>
      {why === null && lesson?.predict ? null : <Failing isFrozen={talk.frozen} />}
    </section>
  );
}

const other = (language: Language): Language => (language === "en" ? "ko" : "en");

const languagesOf = ({ captions }: TalkState, own: Language): readonly [Language, Language | null] => {
  if (captions === "both") return [own, other(own)];
  return [captions === "one" ? own : captions, null];
};

interface StepProps {
  readonly lesson: LessonView;
  readonly talk: TalkState;
  readonly first: Language;
  readonly second: Language | null;
}

function Step({ lesson, talk, first, second }: StepProps): ReactNode {
  const prose = useProse(first);
  const otherProse = useProse(second ?? first);
  const step = lesson.steps[lesson.stepIndex]?.id ?? "";
  if (!prose) return null;
  const caption = prose.captionOf(step);
  const also = second !== null && otherProse ? otherProse.captionOf(step) : null;
  const feedback = lesson.feedback;
  if (lesson.predict) return <Question lesson={lesson} prose={prose} talk={talk} language={first} />;
  return (
    <>
      <h2 lang={first}>{caption.title}</h2>
      {also === null || second === null ? null : (
        <p className={css["second"]} lang={second}>
          {also.title}
        </p>
      )}
      {feedback === null ? (
        also === null ? (
          <p className={css["line"]} lang={first}>
            <RichText text={caption.line} />
          </p>
        ) : null
      ) : (
        <p className={css["feedback"]} role="status">
          <RichText text={feedback.text} />
        </p>
      )}
    </>
  );
}

interface QuestionProps {
  readonly lesson: LessonView;
  readonly prose: TalkProse;
  readonly talk: TalkState;
  readonly language: Language;
}

/** The question and its answers; with the hands that were counted, and in the end with what comes true. */
function Question({ lesson, prose, talk, language }: QuestionProps): ReactNode {
  const step = lesson.steps[lesson.stepIndex]?.id ?? "";
  const card = prose.cardOf(step);
  const { predict } = lesson;
  if (!card || !predict) return null;
  const votes = talk.votes[predict.id] ?? {};
  return (
    <>
      <h2 className={css["question"]} lang={language}>
        <RichText text={card.question} />
      </h2>
      <ol className={css["options"]} lang={language}>
        {predict.options.map(({ id, verdict }, i) => (
          <li key={id} data-verdict={verdict}>
            <b>{String.fromCharCode(65 + i)}</b>
            <span>
              <RichText text={card.options.find((o) => o.id === id)?.text ?? []} />
            </span>
            {verdict === "right" ? <Icon name="check" tone="ok" /> : null}
            {votes[id] === undefined ? null : <em>{votes[id]}</em>}
          </li>
        ))}
      </ol>
    </>
  );
}

function Why({ why }: { readonly why: WhyView }): ReactNode {
  return (
    <>
      <h2>{why.title}</h2>
      <p className={css["line"]}>
        <RichText text={why.sentence} onRef={graphActions.onSelect} />
      </p>
    </>
  );
}

function Failing({ isFrozen }: { readonly isFrozen: boolean }): ReactNode {
  const text = useTalkText();
  const percent = useHeld(useApp(selectFailing), isFrozen);
  const hasFailed = useHeld(useApp(selectHasFailed), isFrozen);
  if (percent === null) return null;
  if (percent === "none") {
    return (
      <p className={css["failing"]} data-bad="false">
        <strong>–</strong>
        <span>{text.noRequests}</span>
      </p>
    );
  }
  const isBad = percent > 0;
  return (
    <p className={css["failing"]} data-bad={isBad}>
      <strong>
        {isBad || hasFailed ? <Icon name={isBad ? "x" : "check"} tone={isBad ? "fail" : "ok"} /> : null}
        {percent}%
      </strong>
      <span>{text.ofRequestsFail}</span>
    </p>
  );
}
