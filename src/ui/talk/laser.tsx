// The dot of the laser pointer on the stage: from the speaker's window, or by the hand at the stage while P is held.
import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { openPointer, pointedOf, type Pointed } from "#app/talk/pointer";
import { pointedAt, placeOf } from "./laser-place.ts";
import css from "./laser.module.css";

/** A hand that went away, or a window that was closed, leaves no dot behind. */
const REST_MS = 4000;

export function Laser({ stage }: { readonly stage: RefObject<HTMLElement | null> }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dot = ref.current;
    if (dot === null) return undefined;
    let timer = 0;
    // By attribute and style, not by state: a hand moves in every frame.
    const show = (at: { readonly x: number; readonly y: number } | null): void => {
      clearTimeout(timer);
      dot.dataset["on"] = String(at !== null);
      if (at === null) return;
      dot.style.translate = `${at.x}px ${at.y}px`;
      timer = setTimeout(() => show(null), REST_MS);
    };
    const stopListening = openPointer().listen((said) => {
      const pointed = pointedOf(said);
      show(pointed && stage.current && placeOf(stage.current, pointed));
    });
    const stopHolding = whileHeld(show);
    return () => {
      clearTimeout(timer);
      stopListening();
      stopHolding();
    };
  }, [stage]);
  return <div ref={ref} className={css["laser"]} data-on="false" data-laser="" aria-hidden="true" />;
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, [contenteditable], .monaco-editor") !== null;

/** Where the mouse is, while P is held. */
function whileHeld(show: (at: { readonly x: number; readonly y: number } | null) => void): () => void {
  let at: { readonly x: number; readonly y: number } | null = null;
  let isHeld = false;
  const onMove = ({ clientX, clientY }: PointerEvent): void => {
    at = { x: clientX, y: clientY };
    if (isHeld) show(at);
  };
  const onDown = (event: KeyboardEvent): void => {
    if (event.code !== "KeyP" || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    isHeld = true;
    if (!event.repeat) show(at);
  };
  const onUp = (event: KeyboardEvent): void => {
    if (event.code !== "KeyP" || !isHeld) return;
    isHeld = false;
    show(null);
  };
  addEventListener("pointermove", onMove);
  addEventListener("keydown", onDown);
  addEventListener("keyup", onUp);
  return () => {
    removeEventListener("pointermove", onMove);
    removeEventListener("keydown", onDown);
    removeEventListener("keyup", onUp);
  };
}

/** The speaker's picture of the stage: a pointer over it is seen there. */
export function usePointing(picture: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = picture.current;
    if (root === null) return undefined;
    const transport = openPointer();
    let frame = 0;
    let next: Pointed | null = null;
    const onMove = ({ clientX, clientY }: PointerEvent): void => {
      next = pointedAt(root, clientX, clientY);
      // Once a frame is enough.
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        if (next) transport.send(next);
      });
    };
    const onLeave = (): void => {
      next = null;
      transport.send(null);
    };
    root.addEventListener("pointermove", onMove);
    root.addEventListener("pointerleave", onLeave);
    // It only speaks; listening is how it is closed.
    const stop = transport.listen(() => undefined);
    return () => {
      cancelAnimationFrame(frame);
      root.removeEventListener("pointermove", onMove);
      root.removeEventListener("pointerleave", onLeave);
      stop();
    };
  }, [picture]);
}
