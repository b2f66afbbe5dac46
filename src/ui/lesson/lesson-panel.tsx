import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import type {
  AgainView,
  FeedbackView,
  HintView,
  LessonPlace,
  LessonStepView,
  LessonView,
} from "#app/view-models/lesson";
import type { Block } from "#app/view-models/text";
import { Button } from "../common/button.tsx";
import { ButtonLink } from "../common/button-link.tsx";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { RichText } from "../common/rich-text.tsx";
import { useFaceSize } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { GoalList } from "./goal-list.tsx";
import { PlaceNote } from "./place-note.tsx";
import { PressPlay } from "../timeline/press-play.tsx";
import { Prose } from "./prose.tsx";
import { useGoalsInView } from "./use-goals-in-view.ts";
import { useIntoView } from "./use-into-view.ts";
import { useStepFocus } from "./use-step-focus.ts";
import css from "./lesson-panel.module.css";

/** Not every step asks for a guess. */
const PredictCard = lazy(async () => ({ default: (await import("./predict-card.tsx")).PredictCard }));

interface LessonActions {
  readonly onGoToStep: (index: number) => void;
  readonly onChoose: (optionId: string) => void;
  readonly onLock: () => void;
  readonly onNextHint: () => void;
  readonly onShowFix: () => void;
  readonly onRescue: () => void;
  readonly onRef: (objectId: string) => void;
  /** To where the step's text is true. */
  readonly onBackToStep: (place: LessonPlace) => void;
}

export interface LessonPanelProps {
  readonly lesson: LessonView;
  readonly actions: LessonActions;
  /** What is offered after the last step. */
  readonly again?: AgainView | null;
  /** Where the last step leads. */
  readonly homeHref?: string;
  /** Starts time, where something that was done waits for it. */
  readonly onPlay?: (() => void) | null;
}

export function LessonPanel(props: LessonPanelProps): ReactNode {
  const { lesson, actions, again = null, homeHref = "#/", onPlay = null } = props;
  const text = useText();
  // There the bar has no room for it.
  const isPhone = useFaceSize() === "phone";
  const heading = useRef<HTMLHeadingElement>(null);
  const stepId = lesson.steps[lesson.stepIndex]?.id ?? "";
  useStepFocus(heading, stepId);
  useGoalsInView(heading, stepId, lesson.hint);
  const isLast = lesson.stepIndex === lesson.steps.length - 1;
  return (
    <section className={css["lesson"]} aria-label={text.lesson.label}>
      {/* Scrolls by the keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={cx(css["body"], "more")} tabIndex={0}>
        <div>
          {isPhone ? <p className={css["title"]}>{`${lesson.label} · ${lesson.title}`}</p> : null}
          <StepBar steps={lesson.steps} index={lesson.stepIndex} onGoToStep={actions.onGoToStep} />
          <h2 ref={heading} className={css["heading"]} tabIndex={-1}>
            {lesson.heading}
          </h2>
        </div>
        <PlaceNote place={lesson.place} onBack={actions.onBackToStep} />
        <Prose blocks={lesson.prose} onRef={actions.onRef} />
        <GoalList goals={lesson.goals} onRef={actions.onRef} />
        <PressPlay onPlay={onPlay} />
        {lesson.feedback === null ? null : <Feedback feedback={lesson.feedback} onRef={actions.onRef} />}
        {lesson.predict === null ? null : (
          <Suspense>
            <PredictCard predict={lesson.predict} onChoose={actions.onChoose} onLock={actions.onLock} />
          </Suspense>
        )}
        {lesson.answer.length === 0 ? null : <Answer blocks={lesson.answer} onRef={actions.onRef} />}
        {lesson.realLife.length === 0 ? null : (
          <details className={css["aside"]}>
            <summary>{text.lesson.realLife}</summary>
            <Prose blocks={lesson.realLife} onRef={actions.onRef} />
          </details>
        )}
        {again !== null && isLast ? (
          <Suspense>
            <AtTheEnd again={again} />
          </Suspense>
        ) : null}
        <StepNav lesson={lesson} onGoToStep={actions.onGoToStep} back={again?.lesson ?? null} homeHref={homeHref} />
      </div>
      <HintBar key={`${stepId} ${lesson.hint?.open.length}`} hint={lesson.hint} actions={actions} />
    </section>
  );
}

/** Nobody needs it before the last step. */
const AtTheEnd = lazy(async () => ({ default: (await import("./at-the-end.tsx")).AtTheEnd }));

interface StepNavProps {
  readonly lesson: LessonView;
  readonly onGoToStep: (index: number) => void;
  /** The lesson to which this run belongs. */
  readonly back: AgainView["lesson"];
  readonly homeHref: string;
}

function StepNav({ lesson, onGoToStep, back, homeHref }: StepNavProps): ReactNode {
  const text = useText();
  const { stepIndex, steps } = lesson;
  const look = lesson.isNextReady ? "primary" : "quiet";
  return (
    <div className={css["nav"]}>
      <Button look="quiet" disabled={stepIndex === 0} onClick={() => onGoToStep(stepIndex - 1)}>
        <Icon name="left" />
        {text.lesson.back}
      </Button>
      {stepIndex === steps.length - 1 ? (
        <ButtonLink look={look} href={back?.href ?? homeHref}>
          {back ? text.lesson.backToLesson : text.lesson.toMap}
          <Icon name="right" />
        </ButtonLink>
      ) : (
        <Button look={look} onClick={() => onGoToStep(stepIndex + 1)}>
          {text.lesson.next}
          <Icon name="right" />
        </Button>
      )}
    </div>
  );
}

interface StepBarProps {
  readonly steps: readonly LessonStepView[];
  readonly index: number;
  readonly onGoToStep: (index: number) => void;
}

function StepBar({ steps, index, onGoToStep }: StepBarProps): ReactNode {
  const text = useText();
  return (
    <nav className={css["steps"]} aria-label={text.lesson.step(index + 1, steps.length)}>
      {steps.map((step, at) => (
        <button
          key={step.id}
          type="button"
          data-state={step.state}
          aria-current={at === index ? "step" : undefined}
          aria-label={text.lesson.goToStep(at + 1, step.title)}
          title={text.lesson.goToStep(at + 1, step.title)}
          onClick={() => onGoToStep(at)}
        />
      ))}
      <span>{text.lesson.step(index + 1, steps.length)}</span>
    </nav>
  );
}

interface AnswerProps {
  readonly blocks: readonly Block[];
  readonly onRef: (id: string) => void;
}

function Answer({ blocks, onRef }: AnswerProps): ReactNode {
  const text = useText();
  const said = useRef<HTMLDivElement>(null);
  useIntoView(said, text.lesson.answer);
  return (
    <div ref={said} className={css["feedback"]} data-tone="ok" role="status">
      <b>
        <Icon name="ready" tone="ok" />
        {text.lesson.answer}
      </b>
      <Prose blocks={blocks} onRef={onRef} />
    </div>
  );
}

interface FeedbackProps {
  readonly feedback: FeedbackView;
  readonly onRef: (id: string) => void;
}

const FEEDBACK_ICONS = { ok: "ready", wait: "half", fail: "error" } as const;

function Feedback({ feedback, onRef }: FeedbackProps): ReactNode {
  const said = useRef<HTMLDivElement>(null);
  useIntoView(said, feedback.id);
  return (
    <div ref={said} className={css["feedback"]} data-tone={feedback.tone} role="status">
      <b>
        <Icon name={FEEDBACK_ICONS[feedback.tone]} tone={feedback.tone} />
        {feedback.title}
      </b>
      <span>
        <RichText text={feedback.text} onRef={onRef} />
      </span>
    </div>
  );
}

interface HintBarProps {
  readonly hint: HintView | null;
  readonly actions: Pick<LessonActions, "onNextHint" | "onShowFix" | "onRescue" | "onRef">;
}

/** Hints, and the way out of a wreck. Folds to one line where there is little height, or no hint. */
function HintBar({ hint, actions }: HintBarProps): ReactNode {
  const text = useText();
  const count = hint?.open.length ?? 0;
  // The newest, until an earlier one is read again.
  const [at, setAt] = useState(count);
  return (
    <details className={css["hint"]} open={hint !== null && matchMedia("(min-height: 841px)").matches}>
      <summary>
        <Icon name="bulb" />
        <b>{at === 0 ? text.lesson.stuck : text.lesson.hint(at)}</b>
        <Icon name="right" size={12} />
      </summary>
      {hint === null ? null : <HintText hint={hint} at={at} onRef={actions.onRef} />}
      <div className={css["row"]}>
        {count < 2 ? null : <HintPager count={count} at={at} onGo={setAt} />}
        {hint?.hasNext ? (
          <Button look="link" onClick={actions.onNextHint}>
            {count === 0 ? text.lesson.firstHint : text.lesson.nextHint}
          </Button>
        ) : null}
        {hint?.fix && at === count ? (
          <Button look="link" title={hint.fix.line} onClick={actions.onShowFix}>
            {text.lesson.showFix(hint.fix.file)}
          </Button>
        ) : null}
        <Button look="dimLink" title={text.lesson.rescueNote} onClick={actions.onRescue}>
          {text.lesson.rescue}
        </Button>
      </div>
    </details>
  );
}

interface HintTextProps {
  readonly hint: HintView;
  /** Which of those that are open, from 1; 0 is none. */
  readonly at: number;
  readonly onRef: LessonActions["onRef"];
}

function HintText({ hint, at, onRef }: HintTextProps): ReactNode {
  const text = useText();
  const shown = hint.open[at - 1];
  return (
    <>
      {shown === undefined ? null : (
        <p>
          <RichText text={shown} onRef={onRef} />
        </p>
      )}
      {hint.isPast[at - 1] ? <p>{text.lesson.pastHint}</p> : null}
      {hint.mayCome ? <p>{text.lesson.laterHint}</p> : null}
    </>
  );
}

interface HintPagerProps {
  readonly count: number;
  readonly at: number;
  readonly onGo: (n: number) => void;
}

/** Each hint that is open may be read again. */
function HintPager({ count, at, onGo }: HintPagerProps): ReactNode {
  const text = useText();
  return Array.from({ length: count }, (_, i) => i + 1).map((n) => (
    <Button
      key={n}
      look={n === at ? "dimLink" : "link"}
      aria-label={text.lesson.hint(n)}
      aria-current={n === at ? "true" : undefined}
      onClick={() => onGo(n)}
    >
      {n}
    </Button>
  ));
}
