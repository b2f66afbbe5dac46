import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import type { TimelineMark } from "#app/view-models/timeline";
import type { TimeScale } from "./time-scale.ts";
import type { TimelineActions } from "./transport.tsx";

export interface Drag {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
}

/** Touch the track anywhere: time follows the pointer, at most once a frame. */
export function useDragToSeek(scale: TimeScale, onSeek: TimelineActions["onSeek"]): Drag {
  const isDragging = useRef(false);
  const frame = useRef(0);
  const at = (event: PointerEvent<HTMLElement>): number =>
    scale.toMs(event.clientX - event.currentTarget.getBoundingClientRect().left);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      isDragging.current = true;
      onSeek(at(event), false);
    },
    onPointerMove: (event) => {
      if (!isDragging.current || frame.current !== 0) return;
      const timeMs = at(event);
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        if (isDragging.current) onSeek(timeMs, false);
      });
    },
    onPointerUp: (event) => {
      if (!isDragging.current) return;
      isDragging.current = false;
      onSeek(at(event), true);
    },
  };
}

export interface SliderKeys {
  readonly nowMs: number;
  readonly seenMs: number;
  readonly marks: readonly TimelineMark[];
}

/** Keys of the time slider; null where the key means nothing here. */
export function seekByKey(event: KeyboardEvent, keys: SliderKeys): number | null {
  const step = event.shiftKey ? 10_000 : 1000;
  switch (event.code) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, keys.nowMs - step);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(keys.seenMs, keys.nowMs + step);
    case "Home":
      return 0;
    case "End":
      return keys.seenMs;
    case "PageUp":
      return keys.marks.findLast((mark) => mark.timeMs < keys.nowMs)?.timeMs ?? 0;
    case "PageDown":
      return keys.marks.find((mark) => mark.timeMs > keys.nowMs)?.timeMs ?? keys.seenMs;
    default:
      return null;
  }
}
