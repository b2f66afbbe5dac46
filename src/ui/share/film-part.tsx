// The row of the share dialog that makes a film of the last seconds.
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { Share } from "#app/share/sharing";
import { Button } from "../common/button.tsx";
import css from "./share-dialog.module.css";
import { filmType } from "./film-type.ts";

const SPANS = [15, 30, 60, 300];

export interface FilmPartProps {
  readonly words: Share["words"];
}

export function FilmPart({ words }: FilmPartProps): ReactNode {
  const fieldId = useId();
  const [seconds, setSeconds] = useState(SPANS[0]!);
  const [said, setSaid] = useState("");
  const [isTaking, setTaking] = useState(false);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  if (filmType() === undefined) return <p>{words.filmNone}</p>;
  const onShare = (share: number): boolean => {
    if (isOpen.current) setSaid(words.filmTaking(Math.round(share * 100)));
    return isOpen.current;
  };
  const take = (): void => {
    setTaking(true);
    // What draws it comes when it is asked for.
    void import("./take-film.ts")
      .then(({ takeFilm }) => takeFilm({ seconds, onShare }))
      .catch(() => false)
      .then((isThere) => {
        setTaking(false);
        setSaid(isThere ? words.filmTaken : words.filmFailed);
      });
  };
  return (
    <>
      <h3>{words.film}</h3>
      <div className={css["row"]}>
        <label htmlFor={fieldId}>{words.filmSpan}</label>
        <select id={fieldId} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
          {SPANS.map((span) => (
            <option key={span} value={span}>
              {words.filmSeconds(span)}
            </option>
          ))}
        </select>
        <Button onClick={take} disabled={isTaking}>
          {words.filmTake}
        </Button>
        <span role="status">{said}</span>
      </div>
      <p>{words.filmNote}</p>
    </>
  );
}
