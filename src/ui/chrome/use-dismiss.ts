import { useEffect, type RefObject } from "react";

/** A menu closes when the focus or the pointer goes elsewhere, and on Escape. */
export function useDismiss(ref: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const menu = ref.current;
    if (menu === null) return undefined;
    const close = (event: Event): void => {
      const isInside = event.target instanceof Node && menu.contains(event.target);
      if (!isInside) menu.open = false;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.code !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    menu.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
      menu.removeEventListener("keydown", onKeyDown);
    };
  }, [ref]);
}
