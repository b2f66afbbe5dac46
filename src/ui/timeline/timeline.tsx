import { useMemo, type ReactNode } from "react";
import type { TimelineView } from "#app/view-models/timeline";
import type { WhyView } from "#app/view-models/why";
import { useText } from "../common/use-text.tsx";
import { Track, type EvidenceTime } from "./track.tsx";
import { Held, Transport, TransportKeys, type TimelineActions } from "./transport.tsx";
import css from "./timeline.module.css";

export interface TimelineProps {
  readonly timeline: TimelineView;
  readonly why: WhyView | null;
  readonly selectedId: string | null;
  readonly actions: TimelineActions;
}

export function Timeline({ timeline, why, selectedId, actions }: TimelineProps): ReactNode {
  const text = useText();
  const evidence = useEvidenceTimes(why);
  return (
    <footer className={css["timeline"]} aria-label={text.timeline.label}>
      <Transport timeline={timeline} actions={actions} />
      <Track timeline={timeline} selectedId={selectedId} evidence={evidence} actions={actions} />
    </footer>
  );
}

/** At the thumb: the strip to drag on, and four keys. */
export function PhoneTimeline({ timeline, selectedId, actions }: Omit<TimelineProps, "why">): ReactNode {
  const text = useText();
  const { speeds, speed } = timeline;
  const nextSpeed = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? speed;
  return (
    <footer className={css["bar"]} aria-label={text.timeline.label}>
      <Track timeline={timeline} selectedId={selectedId} evidence={NO_EVIDENCE} actions={actions} isSmall />
      <Held isHeld={timeline.isHeld} />
      <TransportKeys isPlaying={timeline.isPlaying} actions={actions}>
        <button
          type="button"
          className={css["oneSpeed"]}
          aria-label={`${text.timeline.speed}: ${text.timeline.speedName(speed)}`}
          onClick={() => actions.onSpeed(nextSpeed)}
        >
          {speed === 0 ? text.timeline.fastest : `${speed}×`}
        </button>
      </TransportKeys>
    </footer>
  );
}

const NO_EVIDENCE: readonly EvidenceTime[] = [];

function useEvidenceTimes(why: WhyView | null): readonly EvidenceTime[] {
  return useMemo(() => {
    if (why === null) return NO_EVIDENCE;
    return why.evidence.flatMap((evidence) =>
      evidence.targets.flatMap((target) => (target.kind === "time" ? [{ n: evidence.n, timeMs: target.timeMs }] : [])),
    );
  }, [why]);
}
