// What was done and what happened, as marks on the rail. All of them are one stop of Tab; the arrow keys go from one to the next.
import { memo, useState, type KeyboardEvent, type ReactNode } from "react";
import type { TimelineMark } from "#app/view-models/timeline";
import { useText } from "../common/use-text.tsx";
import { useMedia } from "../common/use-media.ts";
import { labelsOf } from "./mark-labels.ts";
import type { TimeScale } from "./time-scale.ts";
import css from "./timeline.module.css";

export interface MarksProps {
  readonly marks: readonly TimelineMark[];
  readonly scale: TimeScale;
  readonly y: number;
  /** Over the flags: a label may lie over the next ones. */
  readonly labelY: number;
  /** Where labels have to end. */
  readonly width: number;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly onMark: (markId: string) => void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: -Infinity,
  End: Infinity,
};

/** From mark to mark; at the ends it stays. */
const onArrow = (event: KeyboardEvent<HTMLButtonElement>): void => {
  const step = STEPS[event.code];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const all = [...event.currentTarget.parentElement!.querySelectorAll("button")];
  const at = all.indexOf(event.currentTarget) + step;
  all[Math.max(0, Math.min(all.length - 1, at))]?.focus();
};

/** How large the words on the track are: as timeline.module.css has it. */
const useWordsEm = (): number => (useMedia("(min-width: 1800px)") ? 13 : 11);

export const Marks = memo(function Marks(props: MarksProps): ReactNode {
  const { marks, scale, y, labelY, width, nowMs, selectedId, onMark } = props;
  const text = useText();
  const em = useWordsEm();
  const [visited, setVisited] = useState("");
  const stop = marks.find((mark) => mark.id === visited) ?? marks.findLast((mark) => mark.timeMs <= nowMs) ?? marks[0];
  if (marks.length === 0) return null;
  return (
    <>
      <div role="group" aria-label={text.timeline.marks}>
        {marks.map((mark) => (
          <button
            key={mark.id}
            type="button"
            className={css["mark"]}
            data-kind={mark.kind}
            data-future={mark.timeMs > nowMs}
            data-selected={mark.objectId !== null && mark.objectId === selectedId}
            data-says={mark.label}
            data-side={scale.toX(mark.timeMs) > width / 2 ? "left" : "right"}
            tabIndex={mark === stop ? 0 : -1}
            aria-label={`${text.timeline.mark[mark.kind]}: ${mark.label}`}
            title={mark.label}
            style={{ left: scale.toX(mark.timeMs), top: y }}
            onKeyDown={onArrow}
            onFocus={() => setVisited(mark.id)}
            onClick={() => onMark(mark.id)}
          >
            <i />
          </button>
        ))}
      </div>
      <div aria-hidden="true">
        {labelsOf(marks, scale, { width, em }).map(({ mark, x, label, room }) => (
          <span key={mark.id} className={css["words"]} data-label="" style={{ left: x, top: labelY, maxWidth: room }}>
            {label}
          </span>
        ))}
      </div>
    </>
  );
});
