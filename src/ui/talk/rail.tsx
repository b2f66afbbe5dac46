// The clock, the plan to jump in, and the rescue key.
import type { ReactNode } from "react";
import { talkActions } from "#app/talk/actions";
import { paceOf, type Pace } from "#app/talk/clock";
import type { TalkProse } from "#app/talk/notes";
import { clockText, spanText } from "#app/views/format";
import type { LessonView } from "#app/view-models/lesson";
import { Button } from "../common/button.tsx";
import { Chip } from "../common/chip.tsx";
import { Icon } from "../common/icon.tsx";
import { useTalk, useTalkText, useWallClock } from "./use-talk.ts";
import type { Rescuing } from "./use-talk-keys.ts";
import css from "./rail.module.css";

export interface RailProps {
  readonly lesson: LessonView;
  readonly prose: TalkProse;
  /** How long each step is to be, in ms. */
  readonly plan: readonly number[];
  readonly rescuing: Rescuing;
}

export function Rail({ lesson, prose, plan, rescuing }: RailProps): ReactNode {
  const text = useTalkText();
  const { clock } = useTalk();
  const now = useWallClock();
  // The lesson says which step it is; the clock, when that began.
  const pace = paceOf({ ...clock, step: lesson.stepIndex }, plan, now);
  const isRunning = clock.startedAt !== null;
  return (
    <>
      <div>
        <p className="vh">{text.elapsed}</p>
        <time className={css["elapsed"]}>{clockText(pace.elapsedMs)}</time>
        <div className={css["pace"]}>
          {isRunning ? <PaceChip pace={pace} /> : null}
          <span>{text.ofPlan(spanText(pace.plannedMs))}</span>
          <Button look="link" onClick={talkActions.onClock}>
            {isRunning ? text.stopClock : text.startClock}
          </Button>
        </div>
        <div className={css["bar"]} aria-hidden="true">
          <i style={{ width: share(pace.elapsedMs, pace) }} />
          <u style={{ left: share(pace.expectedMs, pace) }} />
        </div>
      </div>
      <ol className={css["plan"]}>
        {lesson.steps.map((step, i) => (
          <li key={step.id}>
            <button
              type="button"
              data-state={step.state}
              aria-current={step.state === "now" ? "step" : undefined}
              onClick={() => talkActions.onGoTo(i)}
            >
              <span>{i + 1}</span>
              <b>{prose.titleOf(step.id)}</b>
              <em>{timeOf(i, { lesson, plan, pace, isRunning, spentOf: text.spentOf })}</em>
            </button>
          </li>
        ))}
      </ol>
      <div className={css["rescues"]}>
        <button type="button" className={css["rescue"]} data-asked={rescuing.isAsked} onClick={rescuing.press}>
          <Icon name="rescue" size={30} />
          <span>
            <b>{text.rescue}</b>
            <small aria-live="polite">
              {rescuing.isAsked ? text.rescueAgain : text.rescueTo(lesson.stepIndex + 1)}
            </small>
          </span>
          <kbd>R R</kbd>
        </button>
        {lesson.stepIndex + 1 < lesson.steps.length ? (
          <Button look="quiet" isSmall onClick={talkActions.onRescueNext}>
            {text.rescueNext}
          </Button>
        ) : null}
      </div>
    </>
  );
}

const share = (ms: number, { plannedMs }: Pace): string => `${Math.min(100, (ms / Math.max(1, plannedMs)) * 100)}%`;

/** Within this it counts as on time. */
const CLOSE_MS = 5000;

function PaceChip({ pace }: { readonly pace: Pace }): ReactNode {
  const text = useTalkText();
  const { behindMs } = pace;
  if (Math.abs(behindMs) < CLOSE_MS) return <Chip tone="ok">{text.onTime}</Chip>;
  const isBehind = behindMs > 0;
  const span = spanText(Math.abs(behindMs));
  return (
    <Chip tone={isBehind ? "wait" : "ok"}>
      <Icon name={isBehind ? "down" : "up"} size={12} />
      {isBehind ? text.behind(span) : text.ahead(span)}
    </Chip>
  );
}

interface TimeOf {
  readonly lesson: LessonView;
  readonly plan: readonly number[];
  readonly pace: Pace;
  readonly isRunning: boolean;
  readonly spentOf: (spent: string, planned: string) => string;
}

/** What a step took; of the present one, what it took so far. */
const timeOf = (i: number, { lesson, plan, pace, isRunning, spentOf }: TimeOf): string => {
  const planned = spanText(plan[i] ?? 0);
  const spent = pace.spentMs[i] ?? 0;
  if (isRunning && i === lesson.stepIndex) return spentOf(spanText(spent), planned);
  return i < lesson.stepIndex && spent > 0 ? spanText(spent) : planned;
};
