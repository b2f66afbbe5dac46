import { useCallback, useLayoutEffect, useRef, type RefObject } from "react";

/** Nearer to the end than this, somebody means to see what comes. */
const NEAR_PX = 24;

/**
 * Keeps a log at its end, whatever it or its box grows by, unless the reader scrolled up to read. `shown` changes with what is in it.
 * Returns how to go to the end all the same, and to the beginning of its lines.
 */
export function useStickToEnd(ref: RefObject<HTMLElement | null>, ...shown: readonly unknown[]): () => void {
  const isAtEnd = useRef(true);
  const stick = useCallback(() => {
    const element = ref.current;
    if (element !== null && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [ref]);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const onScroll = (): void => {
      const { scrollHeight, scrollTop, clientHeight } = element;
      // Behind another tab it has no height, and nobody scrolls it.
      if (clientHeight > 0) isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    const grown = new ResizeObserver(stick);
    grown.observe(element);
    if (element.firstElementChild) grown.observe(element.firstElementChild);
    return () => {
      element.removeEventListener("scroll", onScroll);
      grown.disconnect();
    };
  }, [ref, stick]);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is shown comes as a list
  useLayoutEffect(stick, [stick, ...shown]);
  return useCallback(() => {
    isAtEnd.current = true;
    if (ref.current !== null) ref.current.scrollLeft = 0;
    stick();
  }, [ref, stick]);
}
