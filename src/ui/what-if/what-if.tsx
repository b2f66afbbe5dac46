// What if? Two futures beside each other, on one clock: both graphs, who failed in each, and in what the clusters differ.
import { useEffect, useState, type ReactNode } from "react";
import { timelineActions, whatIf as setWhatIf } from "#app/actions";
import { faceOf } from "#app/face";
import type { AppState, WhatIf as WhatIfState } from "#app/state";
import { choices, defaultPair, makePair, wordsOf } from "#app/what-if/make";
import type { SideChoice } from "#app/what-if/sides";
import type { MadePair } from "#app/what-if/making-pair";
import { startWhatIfClock } from "#app/drivers/what-if-clock";
import { app } from "#app/store";
import type { WhatIfWords } from "#app/i18n/what-if-en";
import { Button } from "../common/button.tsx";
import { Dialog } from "../common/dialog.tsx";
import { useApp } from "../pages/use-app.ts";
import { Beside } from "./beside.tsx";
import css from "./what-if.module.css";

const isInRoom = faceOf(location.search).room !== null;
const selectLanguage = (s: AppState): AppState["language"] => s.texts?.language ?? s.language;
const selectTexts = (s: AppState): AppState["texts"] => s.texts;

export interface WhatIfProps {
  readonly state: WhatIfState;
  /** On a stage and a desk the talk's keys go on working. */
  readonly place: "page" | "stage" | "desk";
}

export function WhatIf({ state, place }: WhatIfProps): ReactNode {
  const words = useWords();
  const [isAsked, setAsked] = useState(false);
  const isFilm = place !== "page" || isInRoom;
  // In a talk the speaker knows the answer, and chooses what the room sees.
  const isOpen = isAsked || isFilm;
  const pair = state.pair ?? defaultPair(isOpen);
  const made = useMade(pair);
  useBeginning(made, state, isFilm);
  const texts = useApp(selectTexts);
  useEffect(() => startWhatIfClock(app), []);
  if (!words || !texts) return null;
  const all = choices();
  const offered = all.filter((one) => isOpen || !one.isSpoiler || pair?.includes(one.id));
  const isNone = pair === null;
  const body = (
    <div className={css["body"]} data-none={made === null} data-empty={isNone}>
      {isNone ? <OneFuture choices={all} words={words} isOnPage={place === "page"} /> : null}
      {!isNone && !made ? (
        <p className={css["note"]} role="status">
          {words.making}
        </p>
      ) : null}
      {made ? (
        <Beside
          made={made}
          choices={offered}
          state={state}
          words={words}
          texts={texts}
          isStage={place === "stage"}
          isFilm={isFilm}
        />
      ) : null}
      {offered.length < all.length ? <Way label={words.ask} note={words.asked} onTake={() => setAsked(true)} /> : null}
    </div>
  );
  if (place !== "page") {
    return (
      <section className={css[place]} aria-label={words.title}>
        {body}
      </section>
    );
  }
  return (
    <Dialog title={words.title} width={2400} className={css["dialog"]} onClose={() => setWhatIf(null)}>
      {body}
    </Dialog>
  );
}

interface OneFutureProps {
  readonly choices: readonly SideChoice[];
  readonly words: WhatIfWords;
  /** There is a timeline below it to go back on. */
  readonly isOnPage: boolean;
}

const goBack = (): void => {
  setWhatIf(null);
  timelineActions.onRewind();
};

/** Nothing to compare yet: what it would show, and what makes a second future. */
function OneFuture({ choices: all, words, isOnPage }: OneFutureProps): ReactNode {
  const here = all.find((one) => one.isHere);
  const without = all.find((one) => one.kind === "without");
  return (
    <>
      <div className={css["note"]}>
        <Fork />
        <p>{words.shows}</p>
        <p>{words.none}</p>
      </div>
      {here && without ? (
        <Way
          label={words.compareWithout(without.name)}
          note={words.compareWithoutNote}
          onTake={() => setWhatIf({ pair: [here.id, without.id], atMs: null, isPlaying: false })}
        />
      ) : null}
      {isOnPage ? <Way label={words.goBack} note={words.goBackNote} onTake={goBack} /> : null}
    </>
  );
}

/** One rail that becomes two, as on the timeline. */
function Fork(): ReactNode {
  return (
    <svg
      viewBox="0 0 132 48"
      width="132"
      height="48"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M4 14H128" />
      <path d="M40 14C62 14 56 36 78 36H128" strokeDasharray="4 4" />
      <circle cx="40" cy="14" r="4" fill="currentColor" />
    </svg>
  );
}

interface WayProps {
  readonly label: string;
  readonly note: string;
  readonly onTake: () => void;
}

function Way({ label, note, onTake }: WayProps): ReactNode {
  return (
    <p className={css["ask"]}>
      <Button isSmall onClick={onTake}>
        {label}
      </Button>
      {note}
    </p>
  );
}

function useWords(): WhatIfWords | null {
  const language = useApp(selectLanguage);
  const [words, setWords] = useState<WhatIfWords | null>(null);
  useEffect(() => {
    let isHere = true;
    void wordsOf(language).then((found) => {
      if (isHere) setWords(found);
    });
    return () => {
      isHere = false;
    };
  }, [language]);
  return words;
}

/** Whoever is alone sees at once in what the two differ. Before a room the clock of all windows begins where they part; the one that keeps time says so. */
function useBeginning(made: MadePair | null, { pair, atMs, isPlaying }: WhatIfState, isFilm: boolean): void {
  useEffect(() => {
    // The one that stands may be the pair before.
    const isAsked = made !== null && (pair === null || pair.every((id, i) => id === made.ids[i]));
    if (isAsked && atMs === null && app.isTimekeeper())
      setWhatIf({ pair: made.ids, atMs: isFilm ? made.pair.beginsMs : made.pair.differsMs, isPlaying });
  }, [made, pair, atMs, isPlaying, isFilm]);
}

/** The pair that was made last stands until the next one is there. */
function useMade(pair: WhatIfState["pair"]): MadePair | null {
  const [made, setMade] = useState<MadePair | null>(null);
  const [left, right] = pair ?? [null, null];
  useEffect(() => {
    let isHere = true;
    if (left === null || right === null) return undefined;
    void makePair([left, right], () => isHere).then(
      (found) => {
        if (isHere && found) setMade(found);
      },
      (error: unknown) => {
        // Nothing would ever come: the page says why instead.
        if (!isHere) return;
        setWhatIf(null);
        app.crashed(error, { do: "whatIf", to: null });
      },
    );
    return () => {
      isHere = false;
    };
  }, [left, right]);
  return made;
}
