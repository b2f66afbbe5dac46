import { useState, type ReactNode } from "react";
import { eventWordsKo } from "#app/i18n/event-words-ko";
import type { Language } from "#app/view-models/chrome";
import type { InspectorView } from "#app/view-models/why";
import { Button } from "../common/button.tsx";
import { cx } from "../common/cx.ts";
import { useText } from "../common/use-text.tsx";
import css from "./inspector.module.css";

export interface InspectorProps {
  readonly object: InspectorView;
  readonly onAsk: (questionId: string) => void;
  readonly onFault: (faultId: string) => void;
  readonly onSeek: (timeMs: number) => void;
  /** Korean: what an event's reason means stands beside Kubernetes' own words. */
  readonly language: Language;
}

/** Everything known about the selected object: its facts, its events, what to ask and what to break. */
export function Inspector({ object, onAsk, onFault, onSeek, language }: InspectorProps): ReactNode {
  const text = useText();
  return (
    <section className={css["inspector"]} aria-label={text.inspector.title}>
      <h3 className={css["title"]}>
        <b>{object.name}</b>
        <span>{object.kind}</span>
      </h3>
      {object.questions.length === 0 ? null : (
        <div className={css["buttons"]}>
          {object.questions.map((question) => (
            <Button key={question.id} isSmall onClick={() => onAsk(question.id)}>
              {question.label}
            </Button>
          ))}
        </div>
      )}
      <dl className={css["facts"]}>
        {object.facts.map((fact) => (
          <Fact key={fact.label} fact={fact} />
        ))}
      </dl>
      {object.faults.length === 0 ? null : (
        <>
          <h4 className={css["label"]}>{text.inspector.faults}</h4>
          <div className={css["buttons"]}>
            {object.faults.map((fault) => (
              <Button key={fault.id} isSmall onClick={() => onFault(fault.id)}>
                {fault.label}
              </Button>
            ))}
          </div>
        </>
      )}
      <h4 className={css["label"]}>{text.inspector.events}</h4>
      {object.events.length === 0 ? <p className="dim">{text.inspector.noEvents}</p> : null}
      <ul className={css["events"]}>
        {object.events.map((event) => (
          <li key={event.id}>
            <button type="button" aria-label={text.inspector.jump(event.timeText)} onClick={() => onSeek(event.timeMs)}>
              {event.timeText}
            </button>
            <b className={cx(event.tone !== "ink" && event.tone)}>{event.reason}</b>
            <span>
              {event.message}
              {language === "ko" ? <Meaning reason={event.reason} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Meaning({ reason }: { readonly reason: string }): ReactNode {
  const words = eventWordsKo[reason];
  return words === undefined ? null : <small lang="ko">{words}</small>;
}

function Fact({ fact }: { readonly fact: InspectorView["facts"][number] }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { label, value, tone, note } = fact;
  return (
    <>
      <dt>
        {note === null ? (
          label
        ) : (
          <button type="button" aria-expanded={isOpen} title={note} onClick={() => setOpen(!isOpen)}>
            {label}
          </button>
        )}
      </dt>
      <dd className={cx(tone !== "ink" && tone)}>{value}</dd>
      {isOpen && note !== null ? <dd className={css["note"]}>{note}</dd> : null}
    </>
  );
}
