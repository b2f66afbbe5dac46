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
    // At the last step the button that was pressed is gone, and the focus with it.
    const { activeElement } = document;
    const isHere = activeElement === document.body || element.closest("section")?.contains(activeElement) === true;
    if (isHere) element.focus({ preventScroll: true });
  }, [heading, stepId]);
}
