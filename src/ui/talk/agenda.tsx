// The way of the talk at a glance: what was, what is, what comes, and how long.
import type { ReactNode } from "react";
import { selectLessonView } from "#app/store";
import { lessonEntry } from "#app/session/load";
import { sceneHref } from "#app/share/scene-link";
import type { AppState } from "#app/state";
import { spanText } from "#app/views/format";
import { useApp } from "../pages/use-app.ts";
import { useLanguage, useProse, useTalkText } from "./use-talk.ts";
import css from "./agenda.module.css";

const selectPageId = (s: AppState): string => (s.page.kind === "lesson" ? s.page.id : "");

export function Agenda(): ReactNode {
  const text = useTalkText();
  const lesson = useApp(selectLessonView);
  const language = useLanguage();
  const prose = useProse(language);
  const entry = lessonEntry(useApp(selectPageId));
  if (!lesson || !prose) return null;
  const plan = prose.planOf(lesson.steps.map((s) => s.id));
  return (
    <section className={css["agenda"]} aria-label={text.agenda}>
      <p>{lesson.label}</p>
      <h2>{lesson.title}</h2>
      {entry?.hasScene ? (
        <a href={`${sceneHref(entry.id, language)}&autoplay`} target="_blank" rel="noopener">
          {text.scene}
        </a>
      ) : null}
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
