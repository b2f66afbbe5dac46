import type { ReactNode } from "react";
import type { GoalView } from "#app/view-models/lesson";
import type { Tone } from "#app/view-models/text";
import { Icon } from "../common/icon.tsx";
import type { IconName } from "../common/icons.ts";
import { RichText } from "../common/rich-text.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./lesson-panel.module.css";

export const MARKS: Readonly<Record<GoalView["state"], { readonly icon: IconName; readonly tone: Tone }>> = {
  met: { icon: "ready", tone: "ok" },
  open: { icon: "ring", tone: "dim" },
  partly: { icon: "half", tone: "wait" },
  failing: { icon: "error", tone: "fail" },
};

export interface GoalListProps {
  readonly goals: readonly GoalView[];
  readonly onRef: (id: string) => void;
}

/** What is measured, and how much of it is there. */
export function GoalList({ goals, onRef }: GoalListProps): ReactNode {
  const text = useText();
  if (goals.length === 0) return null;
  return (
    <div>
      <h3 className={css["label"]}>{text.lesson.goals}</h3>
      <ul className={css["goals"]}>
        {goals.map((goal) => (
          <li key={goal.id} className={css["goal"]} data-state={goal.state}>
            <Icon name={MARKS[goal.state].icon} tone={MARKS[goal.state].tone} />
            <span>
              <span className="vh">{text.lesson.goalState[goal.state]}: </span>
              <RichText text={goal.text} onRef={onRef} />
              {goal.detail === null ? null : <small>{goal.detail}</small>}
            </span>
            <span className={css["value"]} data-state={goal.state}>
              {goal.value}
            </span>
            {goal.held === null || goal.held === 0 || goal.state === "met" ? null : (
              <span className={css["held"]}>
                <i style={{ transform: `scaleX(${goal.held})` }} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
