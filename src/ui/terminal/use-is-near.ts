import { useEffect, useRef, useState, type RefObject } from "react";

/** This far before it comes into sight. */
const MARGIN = "600px 0px";

type Look = (isNear: boolean) => void;
const looks = new WeakMap<Element, Look>();
const observers = new WeakMap<Element, IntersectionObserver>();

/** One observer for all chunks of a log. */
function observerOf(log: Element): IntersectionObserver {
  let observer = observers.get(log);
  if (observer === undefined) {
    observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) looks.get(target)?.(isIntersecting);
      },
      { root: log, rootMargin: MARGIN },
    );
    observers.set(log, observer);
  }
  return observer;
}

/** Is this part of a log in sight, or nearly? What somebody is selecting, and what the browser's own search has just found, stays as it is. */
export function useIsNear(first: boolean): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly isNear: boolean;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(first);
  useEffect(() => {
    const element = ref.current;
    const log = element?.closest("[data-log]");
    if (!element || !log) return undefined;
    let seen = first;
    const settle = (): void => {
      if (!isHeld(element)) setNear(seen);
    };
    const observer = observerOf(log);
    looks.set(element, (now) => {
      seen = now;
      settle();
    });
    observer.observe(element);
    // Back from the search of the browser.
    window.addEventListener("focus", settle);
    return () => {
      observer.unobserve(element);
      looks.delete(element);
      window.removeEventListener("focus", settle);
    };
    // Where it begins is asked once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return { ref, isNear };
}

function isHeld(element: Element): boolean {
  if (!document.hasFocus() || element.contains(document.activeElement)) return true;
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed) return false;
  return element.contains(selection.anchorNode) || element.contains(selection.focusNode);
}
