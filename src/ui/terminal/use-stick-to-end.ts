import { useLayoutEffect, useRef, type RefObject } from "react";

/** Keeps the log at its end, unless the reader scrolled up to read. */
export function useStickToEnd(ref: RefObject<HTMLElement | null>, revision: unknown): void {
  const isAtEnd = useRef(true);
  const shown = useRef<unknown>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const onScroll = (): void => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [ref]);
  useLayoutEffect(() => {
    if (shown.current === revision) return;
    shown.current = revision;
    if (isAtEnd.current && ref.current !== null) ref.current.scrollTop = ref.current.scrollHeight;
  }, [ref, revision]);
}
