// Where somebody pastes a link to a moment, for an embed that begins there.
import { useEffect, useEffectEvent, useId, useRef, useState, type ReactNode } from "react";
import { readMomentLink, type SnippetMoment } from "#app/share/snippets";
import type { SnippetWords } from "#app/i18n/snippet-en";
import css from "./snippet-page.module.css";

export interface MomentFieldProps {
  readonly words: SnippetWords;
  readonly moment: SnippetMoment | null;
  readonly onMoment: (moment: SnippetMoment | null) => void;
}

/** A link that somebody pasted; or the one with which the page was opened. */
export function MomentField({ words, moment, onMoment }: MomentFieldProps): ReactNode {
  const noteId = useId();
  const [text, setText] = useState(() => (location.hash.includes("?s=") ? location.href : ""));
  const [why, setWhy] = useState<"momentBroken" | "momentNoVariation" | null>(null);
  const newest = useRef("");
  const onText = useEffectEvent(async (link: string): Promise<void> => {
    newest.current = link;
    const read = link.trim() === "" ? null : await readMomentLink(link);
    if (newest.current !== link) return;
    setWhy(typeof read === "string" ? read : null);
    onMoment(typeof read === "string" ? null : read);
  });
  useEffect(() => void onText(text), [text]);
  return (
    <>
      <label>
        {words.moment}
        <input
          type="url"
          spellCheck={false}
          value={text}
          aria-describedby={noteId}
          aria-invalid={why !== null}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <p id={noteId} className={css["note"]}>
        <span role="status">{why ? words[why] : moment ? words.momentIs(moment.timeText) : ""}</span> {words.momentNote}
      </p>
    </>
  );
}
