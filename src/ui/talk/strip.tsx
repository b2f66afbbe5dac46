// The stage's foot: the time of the simulation, the failures over all of it, and what a hand at the mouse needs.
import { useMemo, useRef, type ReactNode } from "react";
import { hrefOf, faceOf } from "#app/face";
import { selectLessonView, selectTimelineView } from "#app/store";
import { talkActions } from "#app/talk/actions";
import type { TimelineView } from "#app/view-models/timeline";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useBoxSize } from "../common/use-box-size.ts";
import { useText } from "../common/use-text.tsx";
import { useApp } from "../pages/use-app.ts";
import { createScale } from "../timeline/time-scale.ts";
import { FailureStrip } from "../timeline/track-drawing.tsx";
import { wallText } from "./texts.ts";
import { useHeld, useTalkText, useWallClock } from "./use-talk.ts";
import css from "./strip.module.css";

export function Strip({ isFrozen }: { readonly isFrozen: boolean }): ReactNode {
  const text = useTalkText();
  const page = useText();
  const timeline = useHeld(useApp(selectTimelineView), isFrozen);
  const lesson = useHeld(useApp(selectLessonView), isFrozen);
  const now = useWallClock();
  if (!timeline) return null;
  return (
    <footer className={css["strip"]} aria-label={page.timeline.label}>
      <span className={css["time"]}>{timeline.nowText}</span>
      <Drawing timeline={timeline} />
      <div className={css["controls"]}>
        <Button
          aria-label={timeline.isPlaying ? page.timeline.pause : page.timeline.play}
          onClick={talkActions.onPlayPause}
        >
          <Icon name={timeline.isPlaying ? "pause" : "play"} />
        </Button>
        {lesson === null ? null : (
          <>
            <Button aria-label={text.back} disabled={lesson.stepIndex === 0} onClick={talkActions.onBack}>
              <Icon name="left" />
            </Button>
            <Button
              aria-label={text.next}
              disabled={lesson.stepIndex + 1 >= lesson.steps.length}
              onClick={talkActions.onNext}
            >
              <Icon name="right" />
            </Button>
            <span>{text.stepOf(lesson.stepIndex + 1, lesson.steps.length)}</span>
          </>
        )}
        <a
          href={hrefOf("speaker", faceOf(location.search).room, location.hash)}
          target="_blank"
          rel="noreferrer"
          aria-label={text.openSpeaker}
          title={text.openSpeaker}
        >
          <Icon name="window" />
        </a>
        <b>{wallText(now)}</b>
      </div>
    </footer>
  );
}

/** Served and failed requests over all that was seen; what lies after the playhead was seen already. */
export function Drawing({ timeline }: { readonly timeline: TimelineView }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const { width, height } = useBoxSize(ref, { width: 600, height: 56 });
  const scale = useMemo(() => createScale(timeline.segments, 0, width), [timeline.segments, width]);
  const x = scale.toX(timeline.nowMs);
  return (
    <div ref={ref} className={css["drawing"]} aria-hidden="true">
      <svg width={width} height={height}>
        <FailureStrip
          bins={timeline.bins}
          binMs={timeline.binMs}
          fullBin={timeline.fullBin}
          scale={scale}
          top={4}
          bottom={height}
        />
        <rect className={css["ahead"]} x={x} y={0} width={Math.max(0, width - x)} height={height} />
        <path className={css["playhead"]} d={`M${x} 0V${height}`} />
      </svg>
    </div>
  );
}
