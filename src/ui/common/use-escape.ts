import { useEffect, type RefObject } from "react";

/** Escape inside of an element closes it. */
export function useEscape(ref: RefObject<HTMLElement | null>, onEscape: () => void): void {
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.code !== "Escape" || event.defaultPrevented) return;
      event.stopPropagation();
      onEscape();
    };
    element.addEventListener("keydown", onKeyDown);
    return () => element.removeEventListener("keydown", onKeyDown);
  }, [ref, onEscape]);
}
