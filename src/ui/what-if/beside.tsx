// The two sides, their common clock, and their differences.
import { useMemo, type ReactNode } from "react";
import { timelineActions, whatIf as setWhatIf } from "#app/actions";
import type { AppState, Texts, WhatIf as WhatIfState } from "#app/state";
import type { MadePair } from "#app/what-if/making-pair";
import type { PairView, SideView } from "#app/what-if/pair";
import { sideName } from "#app/what-if/side-name";
import type { SideChoice } from "#app/what-if/sides";
import type { WhatIfWords } from "#app/i18n/what-if-en";
import { DiffFigure } from "../common/diff-figure.tsx";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useFaceSize } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { useApp } from "../pages/use-app.ts";
import { Strips } from "./strips.tsx";
import css from "./what-if.module.css";

export interface BesideProps {
  readonly made: MadePair;
  readonly choices: readonly SideChoice[];
  readonly state: WhatIfState;
  readonly words: WhatIfWords;
  readonly texts: Texts;
  readonly isStage: boolean;
  /** It is shown to a room: from where they part, to be played. */
  readonly isFilm: boolean;
}

export function Beside({ made: { pair, ids }, choices, state, words, texts, isStage, isFilm }: BesideProps): ReactNode {
  const atMs = state.atMs ?? (isFilm ? pair.beginsMs : pair.differsMs);
  const view = useMemo(() => pair.at(atMs, texts.words), [pair, atMs, texts]);
  const nameOf = (id: string): string => {
    const one = choices.find((c) => c.id === id);
    return one ? sideName(one, words) : "";
  };
  const names = [nameOf(ids[0]), nameOf(ids[1])] as const;
  const choose = (side: 0 | 1, id: string): void => {
    const next = side === 0 ? ([id, ids[1]] as const) : ([ids[0], id] as const);
    setWhatIf({ pair: next, atMs: null, isPlaying: false });
  };
  const seek = (ms: number): void => setWhatIf({ pair: ids, atMs: Math.max(0, ms), isPlaying: false });
  return (
    <>
      <div className={css["sides"]}>
        {([0, 1] as const).map((i) => (
          <Side
            key={i}
            label={i === 0 ? words.left : words.right}
            name={names[i]}
            id={ids[i]}
            side={i === 0 ? view.left : view.right}
            choices={choices}
            words={words}
            isStage={isStage}
            onChoose={(id) => choose(i, id)}
          />
        ))}
      </div>
      <Clock view={view} names={names} words={words} state={{ ...state, pair: ids, atMs }} onSeek={seek} />
      <Differences view={view} names={names} words={words} />
    </>
  );
}

interface SideProps {
  readonly label: string;
  readonly name: string;
  readonly id: string;
  readonly side: SideView;
  readonly choices: readonly SideChoice[];
  readonly words: WhatIfWords;
  readonly isStage: boolean;
  readonly onChoose: (id: string) => void;
}

const NO_ACTIONS = { onSelect: () => undefined, onAskWhy: () => undefined };

function Side({ label, name, id, side, choices, words, isStage, onChoose }: SideProps): ReactNode {
  const isPhone = useFaceSize() === "phone";
  const { served, failed, cluster } = side;
  const shape = isStage ? "stage" : isPhone ? "tall" : "wide";
  return (
    <section className={css["side"]} aria-label={`${label}: ${name}`}>
      <header>
        {/* On a stage it is a name: what is chosen is chosen at the desk. */}
        {isStage ? (
          <h2 title={name}>{name}</h2>
        ) : (
          <select aria-label={label} value={id} onChange={(event) => onChoose(event.target.value)}>
            {choices.map((one) => (
              <option key={one.id} value={one.id}>
                {sideName(one, words)}
              </option>
            ))}
          </select>
        )}
        <p data-bad={failed > 0}>
          {/* Nothing asked yet is no good result. */}
          {served + failed > 0 && <Icon name={failed > 0 ? "x" : "check"} tone={failed > 0 ? "fail" : "ok"} />}
          {words.failedOf(failed, served + failed)}
        </p>
      </header>
      <div className={css["graph"]} inert>
        <ClusterGraph view={cluster} selectedId={null} why={null} shape={shape} actions={NO_ACTIONS} />
      </div>
    </section>
  );
}

const selectSpeed = (s: AppState): number => s.speed;
const SPEEDS = [1, 10, 60];
const REWIND_MS = 10_000;

interface ClockProps {
  readonly view: PairView;
  readonly names: readonly [string, string];
  readonly words: WhatIfWords;
  readonly state: WhatIfState & { readonly atMs: number };
  readonly onSeek: (ms: number) => void;
}

function Clock({ view, names, words, state, onSeek }: ClockProps): ReactNode {
  const text = useText();
  const speed = useApp(selectSpeed);
  const play = state.isPlaying ? text.timeline.pause : text.timeline.play;
  const { parting } = view;
  return (
    <div className={css["clock"]} role="group" aria-label={words.clock}>
      <div className={css["keys"]}>
        <Button aria-label={text.timeline.rewind} onClick={() => onSeek(view.nowMs - REWIND_MS)}>
          <Icon name="rewind" />
        </Button>
        <Button look="primary" aria-label={play} onClick={() => setWhatIf({ ...state, isPlaying: !state.isPlaying })}>
          <Icon name={state.isPlaying ? "pause" : "play"} />
        </Button>
        <Button
          look="quiet"
          aria-label={`${text.timeline.speed}: ${text.timeline.speedName(speed)}`}
          onClick={() => timelineActions.onSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1)}
        >
          {speed === 0 ? text.timeline.fastest : `${speed}×`}
        </Button>
        <time>{view.nowText}</time>
      </div>
      <Strips view={view} names={names} words={words} onSeek={onSeek} />
      <div className={css["parting"]}>
        {parting === null ? (
          <p>{words.same}</p>
        ) : (
          <>
            <Button look="link" title={words.toParting} onClick={() => onSeek(parting.atMs)}>
              {words.parts(parting.atText)}
            </Button>
            {([parting.left, parting.right] as const).map((line, i) => (
              // Left and right.
              // oxlint-disable-next-line react/no-array-index-key
              <p key={i}>
                <b>{names[i]}</b> {line === null ? <i>{words.nothingYet}</i> : <code>{line}</code>}
              </p>
            ))}
          </>
        )}
      </div>
    </div>
  );
}

interface DifferencesProps {
  readonly view: PairView;
  readonly names: readonly [string, string];
  readonly words: WhatIfWords;
}

function Differences({ view: { diffs }, names, words }: DifferencesProps): ReactNode {
  return (
    // Scrolls by the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css["diffs"]} aria-label={words.yaml} tabIndex={0}>
      <h3>
        {words.yaml} <small>{words.yamlNote(names[0], names[1])}</small>
      </h3>
      {diffs.length === 0 ? <p className={css["note"]}>{words.noYaml}</p> : null}
      <div>
        {diffs.map(({ id, lines }) => (
          <DiffFigure key={id} name={id} lines={lines} />
        ))}
      </div>
    </section>
  );
}
