// The notes of the step, a sentence a line; hands to count where the room predicts; time; and the keys, each of which can be pressed.
import { useState, type CSSProperties, type ReactNode } from "react";
import { selectLessonView, selectTimelineView } from "#app/store";
import type { AppState } from "#app/state";
import { talkActions as does } from "#app/talk/actions";
import type { TalkProse } from "#app/talk/notes";
import type { Language } from "#app/view-models/chrome";
import type { LessonView } from "#app/view-models/lesson";
import { loadSize, saveSize } from "#app/drivers/storage";
import { graphActions } from "#app/actions";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { plainText, RichText } from "../common/rich-text.tsx";
import { useText } from "../common/use-text.tsx";
import { Prose } from "../lesson/prose.tsx";
import { useApp } from "../pages/use-app.ts";
import { Drawing } from "./strip.tsx";
import { useTalk, useTalkText } from "./use-talk.ts";
import css from "./notes.module.css";

export interface NotesProps {
  readonly lesson: LessonView;
  readonly prose: TalkProse;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

const SIZES = [18, 22, 26, 32, 40] as const;
const SIZE_KEY = "notes";

export function Notes({ lesson, prose, language, onLanguage }: NotesProps): ReactNode {
  const text = useTalkText();
  const [size, setSize] = useState(() => loadSize(SIZE_KEY) ?? 22);
  const step = lesson.steps[lesson.stepIndex]?.id ?? "";
  const notes = prose.notesOf(step);
  const resize = (by: 1 | -1): void => {
    const next = SIZES[SIZES.findIndex((s) => s >= size) + by];
    if (next === undefined) return;
    setSize(next);
    saveSize(SIZE_KEY, next);
  };
  return (
    <>
      <div className={css["head"]}>
        <span>{text.stepTitle(lesson.stepIndex + 1)}</span>
        <div role="group" aria-label={text.notesLanguage}>
          {(["en", "ko"] as const).map((one) => (
            <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => onLanguage(one)}>
              {one === "en" ? "EN" : "한국어"}
            </button>
          ))}
        </div>
        <Button look="quiet" isSmall aria-label={text.smaller} onClick={() => resize(-1)}>
          A−
        </Button>
        <Button look="quiet" isSmall aria-label={text.larger} onClick={() => resize(1)}>
          A+
        </Button>
      </div>
      {/* Scrolls by the keyboard too. */}
      <section
        className={css["text"]}
        style={{ "--notes": `${size}px` } as CSSProperties}
        lang={language}
        aria-label={text.notes}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <h2>{notes.title}</h2>
        {notes.lines.length === 0 ? <p className={css["none"]}>{text.noNotes}</p> : null}
        <ul>
          {notes.lines.map((line) => (
            <li key={plainText(line)}>
              <RichText text={line} />
            </li>
          ))}
        </ul>
        <Hands lesson={lesson} prose={prose} />
        {notes.realLife.length === 0 ? null : (
          <div className={css["aside"]}>
            <h3>{text.inRealLife}</h3>
            <Prose blocks={notes.realLife} onRef={graphActions.onSelect} />
          </div>
        )}
      </section>
      <Time />
      <Keys />
    </>
  );
}

/** A show of hands: one press a hand. */
function Hands({ lesson, prose }: Pick<NotesProps, "lesson" | "prose">): ReactNode {
  const text = useTalkText();
  const { votes } = useTalk();
  const { predict } = useApp(selectLessonView) ?? {};
  const step = lesson.steps[lesson.stepIndex]?.id ?? "";
  const card = prose.cardOf(step);
  if (!card || !predict) return null;
  const counted = votes[predict.id] ?? {};
  return (
    <fieldset className={css["hands"]}>
      <legend>
        <RichText text={card.question} />
      </legend>
      {card.options.map(({ id, text: option }, i) => {
        const count = counted[id] ?? 0;
        const name = plainText(option);
        return (
          <div key={id} data-verdict={predict.options.find((o) => o.id === id)?.verdict}>
            <b>{String.fromCharCode(65 + i)}</b>
            <span>
              <RichText text={option} />
            </span>
            <Button
              aria-label={text.fewer(name)}
              disabled={count === 0}
              onClick={() => does.onHand(predict.id, id, -1)}
            >
              −
            </Button>
            <output aria-label={`${text.hands}: ${name}`}>{count}</output>
            <Button aria-label={text.more(name)} onClick={() => does.onHand(predict.id, id, 1)}>
              +
            </Button>
          </div>
        );
      })}
      <Button look="primary" disabled={predict.isLocked} onClick={does.onReveal}>
        {predict.isLocked ? text.revealed : text.reveal}
      </Button>
    </fieldset>
  );
}

function Time(): ReactNode {
  const text = useText();
  const timeline = useApp(selectTimelineView);
  if (!timeline) return null;
  return (
    <div className={css["time"]}>
      <button type="button" className={css["rewind"]} aria-label={text.timeline.rewind} onClick={does.onRewind}>
        <Icon name="rewind" size={20} />
      </button>
      <button
        type="button"
        className={css["play"]}
        aria-label={timeline.isPlaying ? text.timeline.pause : text.timeline.play}
        onClick={does.onPlayPause}
      >
        <Icon name={timeline.isPlaying ? "pause" : "play"} size={22} />
      </button>
      <span>{timeline.nowText}</span>
      <Drawing timeline={timeline} />
    </div>
  );
}

const selectIsTwo = (s: AppState): boolean => s.whatIf !== null;

function Keys(): ReactNode {
  const text = useTalkText();
  const talk = useTalk();
  const { keys } = text;
  const isTwo = useApp(selectIsTwo);
  const rows: readonly (readonly [string, string, () => void, boolean?])[] = [
    ["←", keys.back, does.onBack],
    ["Shift ←", keys.rewind, does.onRewind],
    ["T", keys.type, does.onType],
    ["E", keys.editor, does.onEditor, talk.pane === "editor"],
    ["C", keys.terminal, does.onTerminal, talk.pane === "terminal"],
    ["Z", keys.zoom, does.onZoom, talk.zoom],
    ["A", keys.agenda, does.onAgenda, talk.agenda],
    ["S", keys.qr, does.onQr, talk.qr],
    ["B", keys.blank, does.onBlank, talk.blank],
    ["F", keys.freeze, does.onFreeze, talk.frozen],
    ["L", keys.captions, does.onCaptions],
    ["X", keys.contrast, does.onContrast, talk.contrast],
    ["Q", keys.whatIf, does.onWhatIf, isTwo],
  ];
  return (
    <div className={css["keys"]} role="group" aria-label={text.keysLabel}>
      {rows.map(([key, what, act, isOn]) => (
        <button key={key} type="button" aria-pressed={isOn} onClick={act}>
          <kbd>{key}</kbd>
          {what}
        </button>
      ))}
    </div>
  );
}
