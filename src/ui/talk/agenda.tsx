// The way of the talk at a glance: what was, what is, what comes, and how long.
import type { ReactNode } from "react";
import { selectLessonView } from "#app/store";
import { spanText } from "#app/views/format";
import { useApp } from "../pages/use-app.ts";
import { useLanguage, useProse, useTalkText } from "./use-talk.ts";
import css from "./agenda.module.css";

export function Agenda(): ReactNode {
  const text = useTalkText();
  const lesson = useApp(selectLessonView);
  const prose = useProse(useLanguage());
  if (!lesson || !prose) return null;
  const plan = prose.planOf(lesson.steps.map((s) => s.id));
  return (
    <section className={css["agenda"]} aria-label={text.agenda}>
      <p>{lesson.label}</p>
      <h2>{lesson.title}</h2>
      <ol>
        {lesson.steps.map((step, i) => (
          <li key={step.id} data-state={step.state} aria-current={step.state === "now" ? "step" : undefined}>
            <span>{i + 1}</span>
            <b>{step.title}</b>
            <em>{spanText(plan[i] ?? 0)}</em>
          </li>
        ))}
      </ol>
    </section>
  );
}
