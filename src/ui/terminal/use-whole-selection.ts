import { useEffect, type RefObject } from "react";

/** What is selected is laid out whole, in sight or not: Firefox copies nothing of what it has not laid out. */
export function useWholeSelection(log: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const settle = (): void => {
      const selection = document.getSelection();
      const isHeld = selection !== null && !selection.isCollapsed && selection.containsNode(log.current!, true);
      log.current!.toggleAttribute("data-selected", isHeld);
    };
    document.addEventListener("selectionchange", settle);
    return () => document.removeEventListener("selectionchange", settle);
  }, [log]);
}
