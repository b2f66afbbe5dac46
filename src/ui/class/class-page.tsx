// `?class`: whoever holds a class pastes the progress codes of the room, and sees which step holds it. No server: the codes are all there is.
import { useEffect, useId, useMemo, useState, type ReactNode } from "react";
import { openClass, readClass, titlesOf, type ClassPage as Opened, type LessonTitles } from "#app/class/class-page";
import type { RoomLesson, RoomStep } from "#app/class/room";
import type { ClassWords } from "#app/i18n/class-en";
import { Button } from "../common/button.tsx";
import { cx } from "../common/cx.ts";
import textPage from "../common/text-page.module.css";
import css from "./class-page.module.css";

export function ClassPage(): ReactNode {
  const opened = useOpened();
  return opened ? <Codes words={opened.words} first={opened.text} /> : null;
}

function useOpened(): Opened | null {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    void openClass().then((page) => {
      const { documentElement } = document;
      documentElement.lang = page.language;
      if (page.scheme !== "auto") documentElement.dataset["theme"] = page.scheme;
      document.title = `${page.words.title} · Drydock`;
      setOpened(page);
    });
  }, []);
  return opened;
}

function Codes({ words, first }: { readonly words: ClassWords; readonly first: string }): ReactNode {
  const fieldId = useId();
  const noteId = useId();
  const [text, setText] = useState(first);
  const room = useMemo(() => readClass(text), [text]);
  return (
    <main className={cx(textPage["page"], css["page"])}>
      <p>
        <a href="./">{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p id={noteId} className={textPage["intro"]}>
        {words.intro}
      </p>
      <div className={textPage["columns"]}>
        <div>
          <label htmlFor={fieldId}>{words.codes}</label>
          <textarea
            id={fieldId}
            aria-describedby={noteId}
            rows={14}
            spellCheck={false}
            autoCapitalize="characters"
            placeholder={words.example}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button onClick={() => setText("")} disabled={text === ""}>
            {words.clear}
          </Button>
          {room.refused.length === 0 ? null : (
            <section className={css["refused"]} aria-label={words.refused}>
              <h2>{words.refused}</h2>
              <ul>
                {room.refused.map(({ line, fault }, i) => (
                  <li key={i}>
                    <code>{line}</code> {words.faults[fault]}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <div aria-live="polite">
          {room.lessons.length === 0 ? <p className={textPage["intro"]}>{words.nobody}</p> : null}
          {room.lessons.map((lesson) => (
            <Lesson key={lesson.id} lesson={lesson} words={words} />
          ))}
        </div>
      </div>
    </main>
  );
}

interface LessonProps {
  readonly lesson: RoomLesson;
  readonly words: ClassWords;
}

function Lesson({ lesson, words }: LessonProps): ReactNode {
  const titles = useTitles(lesson.id);
  if (!titles) return null;
  return (
    <section className={css["lesson"]} aria-label={titles.title}>
      <h2>{titles.title}</h2>
      <p>
        {words.learners(lesson.learners)} · {words.done(lesson.done)}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.here}</th>
          </tr>
        </thead>
        <tbody>
          {lesson.steps.map((step) => (
            <Step
              key={step.index}
              step={step}
              of={lesson.learners}
              title={titles.steps[step.index] ?? ""}
              words={words}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useTitles(id: string): LessonTitles | null {
  const [titles, setTitles] = useState<LessonTitles | null>(null);
  useEffect(() => {
    let isStale = false;
    void titlesOf(id).then((found) => {
      if (!isStale) setTitles(found);
    });
    return () => {
      isStale = true;
    };
  }, [id]);
  return titles;
}

interface StepProps {
  readonly step: RoomStep;
  readonly of: number;
  readonly title: string;
  readonly words: ClassWords;
}

function Step({ step, of, title, words }: StepProps): ReactNode {
  const { learners, hinted, names, holds } = step;
  return (
    <tr className={cx(holds && css["holds"])}>
      <th scope="row">
        {step.index + 1}. {title}
      </th>
      <td>
        {learners === 0 ? null : (
          <span className={css["bar"]} style={{ width: `${(learners / of) * 60}%` }} aria-hidden="true" />
        )}
        <b>{learners}</b>
        {holds ? <strong> · {words.holds}</strong> : null}
        {hinted === 0 ? null : <small>{words.hinted(hinted)}</small>}
        {names.length === 0 ? null : <small>{names.join(", ")}</small>}
      </td>
    </tr>
  );
}
