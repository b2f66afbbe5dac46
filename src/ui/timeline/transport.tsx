import type { ReactNode } from "react";
import type { TimelineView } from "#app/view-models/timeline";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { RichText } from "../common/rich-text.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./timeline.module.css";

export interface TimelineActions {
  /** While dragging, `isDone` is false; app pauses and shows the state as it is there. */
  readonly onSeek: (timeMs: number, isDone: boolean) => void;
  readonly onPlayPause: () => void;
  readonly onRewind: () => void;
  readonly onToStart: () => void;
  readonly onToNext: () => void;
  readonly onSpeed: (speed: number) => void;
  readonly onBranch: (branchId: string) => void;
  readonly onMark: (markId: string) => void;
}

export interface TransportProps {
  readonly timeline: Pick<TimelineView, "isPlaying" | "isHeld" | "nowText" | "seenText" | "speed" | "speeds" | "next">;
  readonly actions: TimelineActions;
}

/** Rewind and play are the biggest keys of the page. */
export function Transport({ timeline, actions }: TransportProps): ReactNode {
  const text = useText();
  return (
    <div className={css["transport"]}>
      <TransportKeys isPlaying={timeline.isPlaying} actions={actions} />
      <div className={css["now"]}>
        {timeline.nowText}
        <small>{text.timeline.of(timeline.seenText)}</small>
      </div>
      <div className={css["below"]}>
        <div className={css["speed"]} role="group" aria-label={text.timeline.speed}>
          {timeline.speeds.map((speed) => (
            <button
              key={speed}
              type="button"
              aria-pressed={speed === timeline.speed}
              aria-label={text.timeline.speedName(speed)}
              onClick={() => actions.onSpeed(speed)}
            >
              {speed === 0 ? text.timeline.fastest : `${speed}×`}
            </button>
          ))}
        </div>
        <Held isHeld={timeline.isHeld} />
        {timeline.next === null ? null : <NextEvent next={timeline.next} onToNext={actions.onToNext} />}
      </div>
    </div>
  );
}

/** The step has stopped time: without a word it would seem to hang. */
export function Held({ isHeld }: { readonly isHeld: boolean }): ReactNode {
  const text = useText();
  return isHeld ? <p className={css["held"]}>{text.lesson.choose}</p> : null;
}

export interface TransportKeysProps {
  readonly isPlaying: boolean;
  readonly actions: TimelineActions;
  readonly children?: ReactNode;
}

export function TransportKeys({ isPlaying, actions, children }: TransportKeysProps): ReactNode {
  const text = useText();
  const play = isPlaying ? text.timeline.pause : text.timeline.play;
  return (
    <div className={css["keys"]}>
      <button
        type="button"
        className={css["key"]}
        aria-label={text.timeline.toStart}
        title={text.timeline.toStart}
        onClick={actions.onToStart}
      >
        <Icon name="to-start" size={20} />
      </button>
      <button
        type="button"
        className={cx(css["key"], css["rewind"])}
        aria-label={text.timeline.rewind}
        title={text.timeline.rewind}
        onClick={actions.onRewind}
      >
        <Icon name="rewind" size={24} />
      </button>
      <button
        type="button"
        className={cx(css["key"], css["play"])}
        aria-label={play}
        title={play}
        onClick={actions.onPlayPause}
      >
        <Icon name={isPlaying ? "pause" : "play"} size={24} />
      </button>
      <button
        type="button"
        className={css["key"]}
        aria-label={text.timeline.toNext}
        title={text.timeline.toNext}
        onClick={actions.onToNext}
      >
        <Icon name="to-next" size={20} />
      </button>
      {children}
    </div>
  );
}

interface NextEventProps {
  readonly next: NonNullable<TimelineView["next"]>;
  readonly onToNext: () => void;
}

function NextEvent({ next, onToNext }: NextEventProps): ReactNode {
  const text = useText();
  return (
    <button type="button" className={css["next"]} title={text.timeline.next} onClick={onToNext}>
      <Icon name="to-next" />
      <span>
        <RichText text={next.text} />
      </span>
      <span className={css["in"]}>{next.inText}</span>
    </button>
  );
}
