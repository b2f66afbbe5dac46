// `?class`: whoever holds a class pastes the progress codes of the room, and sees which step holds it. No server: the codes are all there is.
import { useEffect, useId, useMemo, useState, type ReactNode } from "react";
import {
  bareTitles,
  classWords,
  keptCodes,
  readClass,
  scannedCode,
  titlesOf,
  type LessonTitles,
} from "#app/class/class-page";
import type { Room, RoomLesson, RoomStep } from "#app/class/room";
import type { ClassWords } from "#app/i18n/class-en";
import type { Language } from "#app/view-models/chrome";
import { Button } from "../common/button.tsx";
import { NotLoaded } from "../common/not-loaded.tsx";
import { TextPageFrame, useReader } from "../common/text-page-frame.tsx";
import { cx } from "../common/cx.ts";
import textPage from "../common/text-page.module.css";
import css from "./class-page.module.css";

export function ClassPage(): ReactNode {
  const reader = useReader();
  const words = useWords(reader.language);
  if (words === "failed") return <NotLoaded />;
  return (
    <TextPageFrame reader={reader}>{words ? <Codes words={words} language={reader.language} /> : null}</TextPageFrame>
  );
}

function useWords(language: Language): ClassWords | "failed" | null {
  const [words, setWords] = useState<ClassWords | "failed" | null>(null);
  useEffect(() => {
    void classWords(language).then(
      (loaded) => {
        document.title = `${loaded.title} · Drydock`;
        setWords(loaded);
      },
      () => setWords("failed"),
    );
  }, [language]);
  return words;
}

function Codes({ words, language }: { readonly words: ClassWords; readonly language: Language }): ReactNode {
  const fieldId = useId();
  const noteId = useId();
  const [text, setText] = useState(keptCodes);
  const room = useMemo(() => readClass(text), [text]);
  const said = useSettled(
    room.lessons.length === 0 ? words.nobody : words.counted(learnersOf(room), room.refused.length),
  );
  useScanned(setText);
  return (
    <main className={cx(textPage["page"], css["page"])}>
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
        <div>
          <p className="vh" role="status">
            {said}
          </p>
          {room.lessons.length === 0 ? <p className={textPage["intro"]}>{words.nobody}</p> : null}
          {room.lessons.map((lesson) => (
            <Lesson key={lesson.id} lesson={lesson} words={words} language={language} />
          ))}
        </div>
      </div>
    </main>
  );
}

const learnersOf = ({ lessons }: Room): number => lessons.reduce((sum, { learners }) => sum + learners, 0);

/** Between the keys of somebody who types. */
const SETTLED_MS = 800;

/** Said when it has stood for a while, not at every key. */
function useSettled(line: string): string {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(line), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [line]);
  return said;
}

/** A learner's QR code opens this page with their code behind the address: it comes to the others. */
function useScanned(setText: (add: (text: string) => string) => void): void {
  useEffect(() => {
    const take = (): void => {
      const code = scannedCode(location.hash);
      if (code === null) return;
      history.replaceState(null, "", location.pathname + location.search);
      setText((text) => (text.includes(code) ? text : `${text.trimEnd()}\n${code}`.trimStart()));
    };
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, [setText]);
}

interface LessonProps {
  readonly lesson: RoomLesson;
  readonly words: ClassWords;
  readonly language: Language;
}

function Lesson({ lesson, words, language }: LessonProps): ReactNode {
  const titles = useTitles(lesson.id, language);
  const held = lesson.steps.find(({ holds }) => holds);
  const counts = `${words.learners(lesson.learners)} · ${words.done(lesson.done)}`;
  const where = held && titles ? ` · ${held.index + 1}. ${titles.steps[held.index] ?? ""}: ${words.holds}` : "";
  // Of all lessons only the one that changed is said.
  const said = useSettled(titles ? `${titles.title}: ${counts}${where}` : "");
  if (!titles) return null;
  return (
    <section className={css["lesson"]} aria-label={titles.title}>
      <h2>{titles.title}</h2>
      <p className="vh" role="status">
        {said}
      </p>
      <p>{counts}</p>
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

function useTitles(id: string, language: Language): LessonTitles | null {
  const [titles, setTitles] = useState<LessonTitles | null>(null);
  useEffect(() => {
    let isStale = false;
    void titlesOf(id, language).then(
      (found) => {
        if (!isStale) setTitles(found);
      },
      // Its words are not here: the counts are, and the lesson's own name.
      () => {
        if (!isStale) setTitles(bareTitles(id, language));
      },
    );
    return () => {
      isStale = true;
    };
  }, [id, language]);
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
