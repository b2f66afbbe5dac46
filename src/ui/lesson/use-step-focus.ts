import { useEffect, useRef, type RefObject } from "react";

/** A new step begins at its heading: scrolled to, and focused where the focus was in the panel. */
export function useStepFocus(heading: RefObject<HTMLElement | null>, stepId: string): void {
  const before = useRef(stepId);
  useEffect(() => {
    if (before.current === stepId) return;
    before.current = stepId;
    const element = heading.current;
    if (element === null) return;
    element.closest("[tabindex='0']")?.scrollTo({ top: 0 });
    if (element.closest("section")?.contains(document.activeElement) === true) element.focus({ preventScroll: true });
  }, [heading, stepId]);
}
