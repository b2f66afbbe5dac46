import { useEffect, useRef, type RefObject } from "react";

/** Scrolls a text of its own height to the first line that is marked hot. */
export function useRevealFirst(ref: RefObject<HTMLElement | null>, key: string): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    const box = ref.current;
    const hot = box?.querySelector<HTMLElement>("[data-hot=true]") ?? box?.querySelector<HTMLElement>("[data-opened]");
    if (box === null || hot === null || hot === undefined) return;
    box.scrollTop = Math.max(0, hot.offsetTop - 66);
  }, [ref, key]);
}
