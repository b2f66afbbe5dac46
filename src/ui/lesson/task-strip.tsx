import type { ReactNode } from "react";
import type { LessonView } from "#app/view-models/lesson";
import { Icon } from "../common/icon.tsx";
import { RichText } from "../common/rich-text.tsx";
import { useText } from "../common/use-text.tsx";
import { MARKS } from "./goal-list.tsx";
import css from "./lesson-panel.module.css";

/** On a phone, above the cluster: the step's first words, and the first goal that is not met. */
export function TaskStrip({ lesson }: { readonly lesson: LessonView }): ReactNode {
  const text = useText();
  const first = lesson.prose.find((block) => block.kind !== "list" && block.kind !== "code");
  const goal = lesson.goals.find(({ state }) => state !== "met") ?? lesson.goals.at(-1);
  return (
    <section className={css["task"]} aria-label={text.guide.task}>
      {first === undefined ? null : (
        <p>
          <RichText text={first.text} />
        </p>
      )}
      {goal === undefined ? null : (
        <p className={css["taskGoal"]}>
          <Icon name={MARKS[goal.state].icon} tone={MARKS[goal.state].tone} />
          <span>
            <span className="vh">{text.lesson.goalState[goal.state]}: </span>
            <RichText text={goal.text} />
          </span>
          <span className={css["value"]} data-state={goal.state}>
            {goal.value}
          </span>
        </p>
      )}
    </section>
  );
}
