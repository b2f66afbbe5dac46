import type { KeyboardEvent } from "react";

/** Alt and an arrow: from the prompt to the names and suggestions in the output, the newest first, and back. */
export function stepLinks(event: KeyboardEvent<HTMLElement>, isPromptField: (element: Element) => boolean): void {
  const step = event.code === "ArrowUp" ? -1 : event.code === "ArrowDown" ? 1 : 0;
  if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-link], input")];
  const here = stops.findIndex((stop) => stop === document.activeElement);
  const from = here < 0 ? stops.findIndex(isPromptField) : here;
  const next = stops[from + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
